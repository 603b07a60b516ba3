import { castRng, happenedAt } from 'webhook-sim/define';

/** How many parcels are under way in one run. */
const parcels = 50;

/**
 * The parcel that a payload is about, and who waits for it. A facet is derived once and kept: whatever event
 * speaks of parcel 7, its tracking number is the same. In a story, `castRng` chooses the same one at every step.
 */
export function parcelScene(scene) {
  const { story, now, rng } = scene;
  const receiver = scene.world.contact('receiver', castRng(scene).int(parcels));
  const parcel = receiver.facet('bluebird.parcel', (own) => ({
    trackingNo: `BB${own.digits(12)}`,
    phone: `164${own.digits(8)}`,
  }));
  const at = story === undefined ? now - rng.between(50, 1500) : happenedAt(story, story.step);
  return { ...scene, receiver, ...parcel, happenedAt: at };
}
