// When a generator is warm: V8 optimises what ran often, and a burst has met most of its people only after a while.

/** @param elapsed ms */
export const warm = (elapsed, deliveries) => elapsed >= 1900 && deliveries >= 200_000;
