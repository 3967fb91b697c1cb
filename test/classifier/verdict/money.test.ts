import { expect, it } from 'vitest';
import { BILLING, BROWSER, CHAIN, CLOUD, type Definition, EXCHANGE, judged, OFFICE, SECURITY, SHOP } from './places.ts';

it('a coin is moved under whatever name, and rights to it are not', () => {
  const coin = judged(CHAIN, ['transfer_strk', 'Transfer STRK from one account to another.', ['to']]);
  expect(coin).toMatchObject({ category: 'Financial', risk: 'Critical', basis: ['F1'] });
  expect(judged(CHAIN, ['transfer_ownership', 'Transfers the ownership of a contract.', ['to']]).rules).not.toContain('money-moved');
});

it('what is dealt in is no deal: orders of swaps are cancelled, and a long press is none', () => {
  expect(judged(EXCHANGE, ['swap_cancel_order', 'Cancel an unfilled SWAP order.', ['id']])).toMatchObject({ risk: 'High', basis: ['F2'] });
  expect(judged(EXCHANGE, ['swap_batch_cancel', 'Batch cancel up to 20 SWAP orders.'])).toMatchObject({ risk: 'High', basis: ['F2'] });
  expect(judged(EXCHANGE, ['swap_tokens', 'Swaps one token for another.', ['amount']])).toMatchObject({ risk: 'Critical', basis: ['F1'] });
  expect(judged(BROWSER, ['long_press_on_screen', 'Long press on the screen.'])).toMatchObject({ category: 'Execute', risk: 'High' });
});

it('orders are orders under the name of their kind', () => {
  const amended = judged(EXCHANGE, ['spot_batch_amend', '[CAUTION] Batch amend up to 20 unfilled spot orders.']);
  expect(amended).toMatchObject({ category: 'Financial', risk: 'Critical', basis: ['F1'] });
  const cancelled = judged(EXCHANGE, ['spot_batch_cancel', '[CAUTION] Batch cancel up to 20 spot orders.']);
  expect(cancelled).toMatchObject({ category: 'Financial', risk: 'High', basis: ['F2'] });
});

it('funds that are transferred between accounts are moved', () => {
  const moved = judged(EXCHANGE, ['account_transfer', 'Transfer funds between accounts.', ['amount']]);
  expect(moved).toMatchObject({ category: 'Financial', risk: 'Critical', basis: ['F1'] });
});

it('more seats of a subscription are paid for', () => {
  const seats = judged(SECURITY, ['update_org_subscription', 'Update the current subscription.', ['seats']]);
  expect(seats).toMatchObject({ category: 'Financial', basis: ['F2'] });
});

it('a preview of what would be paid pays nothing', () => {
  const previewed = judged(BILLING, ['preview_transaction_create', 'Previews a transaction without creating one.', ['items']]);
  expect(previewed.category).toBe('Read');
  expect(judged(BILLING, ['transaction_create', 'Creates a transaction.', ['items']]).category).toBe('Financial');
});

it('what bills at once moves money, and what does not is owed', () => {
  const resumed = ['resume_subscription', 'Resumes a subscription. It bills for it immediately.', ['subscription']] satisfies Definition;
  expect(judged(BILLING, resumed)).toMatchObject({ risk: 'Critical', basis: ['F1'] });
  expect(judged(BILLING, ['resume_subscription', 'Resumes a subscription.', ['subscription']])).toMatchObject({
    risk: 'High',
    basis: ['F2'],
  });
});

it('what a transaction would cost is estimated, and nothing is owed for it', () => {
  expect(judged(OFFICE, ['eth_estimateGas', 'Makes a call, which is not added to the chain, and returns the used gas.']).category).toBe(
    'Read',
  );
});

it('an order of a shop is none on a market', () => {
  expect(judged(SHOP, ['update_order', 'Updates an order of the shop.', ['order', 'note']]).rules).not.toContain('market-order');
});

it('paper money is spoken of where there is money', () => {
  expect(judged(EXCHANGE, ['place_order', 'Places an order in paper trading.', ['symbol']]).rules).toContain('test-mode');
  expect(judged(CLOUD, ['get_machine', 'Returns a virtual machine.', ['machine']]).rules).not.toContain('test-mode');
});

it('a transaction that another tool signs is only built', () => {
  const place = { ...CHAIN, siblings: ['make_payment_txn', 'sign_transaction'] };
  expect(judged(place, ['make_payment_txn', 'Creates a payment transaction.'])).toMatchObject({ category: 'Read' });
});

it('a limit order is one whatever the tool is called, and to say which budget is meant is no money', () => {
  const placed = judged(EXCHANGE, ['post_place', 'Place a limit order on the market.', ['price']]);
  expect(placed).toMatchObject({ category: 'Financial', risk: 'Critical', basis: ['F1'] });
  expect(judged(BILLING, ['set_preferred_budget_id', 'Set the preferred budget ID.', ['budget_id']]).rules).not.toContain(
    'obligation-made',
  );
});
