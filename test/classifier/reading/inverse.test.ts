import { expect, it } from 'vitest';
import { classify } from '../../../classifier/classify.ts';

function inverse(name: string, siblings: string[]): string | undefined {
  return classify({ name }, { server: 'com.example/machines', siblings: [name, ...siblings] }).inverse;
}

it.each([
  ['create_note', 'delete_note'],
  ['delete_instance', 'restore_instance'],
  ['post_message', 'delete_message'],
  ['disk_attach', 'disk_detach'],
  ['bookmark_post', 'delete_bookmark'],
  ['addItemToOrder', 'removeItemFromOrder'],
  ['remove_from_backlog', 'add_to_backlog'],
  ['buy_token', 'sell_token'],
  ['delete_note_link', 'create_note_link'],
  ['delete_reaction', 'post_reaction'],
])('%s is taken back by %s', (name, other) => {
  expect(inverse(name, ['list_notes', other])).toBe(other);
});

it.each([
  ['what is deleted is not had back by making it anew', 'delete_note', 'create_note'],
  ['a lost snapshot is not had back by going back to one', 'delete_snapshot', 'restore_snapshot'],
  ['a request is not taken back by one with another method', 'http_post', 'http_delete'],
  ['a link that a shortener made is a thing', 'delete_link', 'create_link'],
  ['another thing is another thing', 'create_note', 'delete_tag'],
  ['what is bookmarked is not deleted for it', 'bookmark_post', 'delete_post'],
])('%s: %s, %s', (_, name, other) => {
  expect(inverse(name, ['list_notes', other])).toBeUndefined();
});
