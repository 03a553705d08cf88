import { Problem, type Region, type RegionTree } from '../kernel/index.js';

/** The divisions of this installation. */
export abstract class RegionSource {
  abstract tree(): Promise<RegionTree>;
  abstract isEmpty(): Promise<boolean>;
  /** Asks the database itself: another process may have added divisions meanwhile. */
  abstract known(codes: readonly string[]): Promise<ReadonlySet<string>>;
  /** Divisions that are known already, such as the province of another city, stay as they are. */
  abstract add(regions: readonly Region[]): Promise<void>;

  /** The codes of the cities that the installation serves. */
  async cityCodes(): Promise<readonly string[]> {
    return (await this.tree()).cities().map(({ code }) => code);
  }

  /** Whose jobs for the whole installation are: the only city's; nobody's where there are several. */
  async ownerOfAll(): Promise<string> {
    const [city = '', another] = await this.cityCodes();
    return another === undefined ? city : '';
  }

  /**
   * The city at or above a region: also the pooling area (统筹区) of its enrolment. Throws Problem `city-unknown` for what lies above cities.
   */
  async cityOf(regionCode: string): Promise<string> {
    const city = (await this.tree()).cityOf(regionCode);
    if (!city) throw new Problem('invalid', 'city-unknown', '该操作须由一个城市或其旗县区的用户进行，请改用该市的账号。', { regionCode });
    return city.code;
  }

  /** What the city at or above a region knows of divisions. */
  async treeOf(regionCode: string): Promise<RegionTree> {
    return (await this.tree()).ofCity(await this.cityOf(regionCode));
  }
}
