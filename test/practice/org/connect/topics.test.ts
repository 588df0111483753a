import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, type OrgUnderTest, openOrg, shapeOf } from '../support/org-under-test.ts';

let under: OrgUnderTest;
let path = '';
beforeAll(async () => {
  under = await openOrg({ empty: true });
  path = `/connect/records/${await under.create('Case', { Subject: 'topical' })}/topics`;
});
afterAll(() => under.org.stop());

const names = async () => (await under.call('GET', path)).json.topics.map((one: Json) => one.name).sort();

describe('topics of a record', () => {
  it('are added by name, made when new, and matched without case', async () => {
    const { status, json } = await under.call('POST', path, { topicName: 'Billing' });
    expect(status).toBe(201);
    expect(shapeOf(json)).toEqual({
      createdDate: 'string',
      description: 'null',
      id: 'string',
      images: 'object',
      isBeingDeleted: 'boolean',
      name: 'string',
      nonLocalizedName: 'string',
      talkingAbout: 'number',
      url: 'string',
    });
    const again = await under.call('POST', path, { topicName: 'BILLING' });
    expect(again.json.id).toBe(json.id);
    expect(await names()).toEqual(['Billing']);
  });

  it('are listed with the documented keys', async () => {
    expect(Object.keys((await under.call('GET', path)).json)).toEqual(['canAssignTopics', 'currentPageUrl', 'topics']);
  });

  it('are replaced as a whole and taken off one by one', async () => {
    await under.call('PUT', path, { topicNames: ['Refund', 'billing'] });
    expect(await names()).toEqual(['Billing', 'Refund']);
    const { records } = await under.query(
      "SELECT TopicId, EntityType, EntityKeyPrefix FROM TopicAssignment WHERE Topic.Name = 'Refund'",
    );
    expect(records[0]).toMatchObject({ EntityType: 'Case', EntityKeyPrefix: '500' });
    expect((await under.call('DELETE', `${path}?topicId=${records[0].TopicId}`)).status).toBe(204);
    expect(await names()).toEqual(['Billing']);
  });

  it('are not for case comments', async () => {
    const parent = await under.create('Case', { Subject: 'x' });
    const comment = await under.create('CaseComment', { ParentId: parent, CommentBody: 'x' });
    expect((await under.call('POST', `/connect/records/${comment}/topics`, { topicName: 'x' })).status).toBe(403);
    expect(
      (
        await under.call('POST', '/sobjects/TopicAssignment', {
          EntityId: comment,
          TopicId: (await under.query('SELECT Id FROM Topic')).records[0].Id,
        })
      ).json[0].errorCode,
    ).toBe('MALFORMED_ID');
  });

  it('are assigned once', async () => {
    const EntityId = await under.create('Case', { Subject: 'x' });
    const TopicId = await under.create('Topic', { Name: 'Once' });
    expect((await under.call('POST', '/sobjects/TopicAssignment', { EntityId, TopicId })).status).toBe(201);
    expect((await under.call('POST', '/sobjects/TopicAssignment', { EntityId, TopicId })).json[0].errorCode).toBe(
      'DUPLICATE_VALUE',
    );
  });

  it('have names of at most 99 characters', async () => {
    expect((await under.call('POST', path, { topicName: 'x'.repeat(100) })).json[0].errorCode).toBe('STRING_TOO_LONG');
  });

  it('can be created and deleted as assignments but never changed', async () => {
    const { records } = await under.query('SELECT Id FROM TopicAssignment LIMIT 1');
    const { status, json } = await under.call('PATCH', `/sobjects/TopicAssignment/${records[0].Id}`, {});
    expect([status, json[0].errorCode]).toEqual([400, 'INVALID_TYPE_FOR_OPERATION']);
  });
});
