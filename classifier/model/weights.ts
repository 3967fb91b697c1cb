/** Where the weights lie. */
export const WEIGHTS = new URL('./weights.json', import.meta.url);
