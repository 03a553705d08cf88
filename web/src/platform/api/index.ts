export { answer, api, type Schemas } from './client';
export { download, save } from './download';
export { ApiProblem, asProblem, nextStep } from './problem';
export { upload } from './upload';
