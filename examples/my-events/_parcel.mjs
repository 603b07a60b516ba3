import { castRng, happenedAt } from 'webhook-sim/define';

/** The number of parcels in one run. */
const parcels = 50;

/**
 * The parcel that a payload is about, and its receiver. A facet is derived once and kept, so parcel 7 has the same
 * tracking number in every event. In a scenario, `castRng` chooses the same parcel at every step.
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
