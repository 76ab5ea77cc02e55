/** Names for flows that only carry addresses: learned from DNS replies and named flows, held for a while off-heap. */
@NullMarked
package io.beaconward.names;

import org.jspecify.annotations.NullMarked;
