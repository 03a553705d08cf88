import { Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '../access/index.js';
import { notFound } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { pageOf } from '../platform/http/page-query.js';
import { messageText } from './domain/index.js';
import { MessageQuery, MessagesView, type MessageView } from './messages.dto.js';
import { ReminderStore, type ReminderMessage } from './reminder.store.js';

/** Everybody reads their own messages, and nobody else's: no right is needed. */
@ApiTags('消息')
@Controller('messages')
export class MessagesController {
  constructor(
    private readonly store: ReminderStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: '本人的消息，从新到旧' })
  @ApiOkResponse({ type: MessagesView })
  async list(@CurrentPrincipal() principal: Principal, @Query() query: MessageQuery): Promise<MessagesView> {
    const userId = ownId(principal);
    const messages = await this.store.messagesOf(userId, { unreadOnly: query.unread === 'true', ...pageOf(query) });
    return { unread: await this.store.unreadOf(userId), messages: messages.map(messageView) };
  }

  @Post(':id/read')
  @HttpCode(204)
  @ApiOperation({ summary: '把一条消息标为已读' })
  @ApiNoContentResponse()
  async read(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<void> {
    const marked = await this.database.unitOfWork(() => this.store.markRead(ownId(principal), id, this.clock.now()));
    if (!marked) throw notFound('该消息');
  }
}

/** Only users have messages; the system, which has no session, has none. */
function ownId({ userId }: Principal): number {
  if (userId === null) throw notFound('该消息');
  return userId;
}

function messageView({ id, day, addressee, reminders, readAt, createdAt }: ReminderMessage): MessageView {
  const { title, lines } = messageText(addressee, reminders);
  return {
    id,
    day,
    title,
    lines: [...lines],
    readAt,
    createdAt,
    reports: reminders.map(({ reportId, countyCode, dueOn, kind }) => ({ reportId, countyCode, dueOn, kind })),
  };
}
