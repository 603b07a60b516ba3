// When a generator is warm: what V8 optimises, it optimises by how often it ran, and on a busy machine late.

/** @param elapsed ms */
export const warm = (elapsed, deliveries) => elapsed >= 1900 && deliveries >= 50_000;
