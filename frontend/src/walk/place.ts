/* Where the telephone is, asked only when a person presses a button. */
import type { Spot } from './types';

const PATIENCE = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 30_000 };

/** Return the spot, or the key of the words that say why not. */
export function findSpot(): Promise<Spot | string> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve('spot_none');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude, lon: coords.longitude, accuracy: coords.accuracy }),
      (error) => resolve(error.code === error.PERMISSION_DENIED ? 'spot_denied' : 'spot_none'),
      PATIENCE,
    );
  });
}
