/** The pairs: off-heap, bounded, durable, with hourly rollover. */
@NullMarked
package io.beaconward.counters;

import org.jspecify.annotations.NullMarked;
