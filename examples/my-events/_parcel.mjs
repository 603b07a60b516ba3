/** How many parcels are under way in one run. */
const parcels = 50;

/**
 * The parcel that a payload is about, and who waits for it. A facet is derived once and kept: whatever event
 * speaks of parcel 7, its tracking number is the same.
 */
export function parcelScene(scene) {
  const receiver = scene.world.contact('receiver', scene.rng.int(parcels));
  const parcel = receiver.facet('bluebird.parcel', (rng) => ({
    trackingNo: `BB${rng.digits(12)}`,
    phone: `164${rng.digits(8)}`,
  }));
  return { ...scene, receiver, ...parcel, happenedAt: scene.now - scene.rng.between(50, 1500) };
}
