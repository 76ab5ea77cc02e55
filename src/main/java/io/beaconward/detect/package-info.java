/** Judging a pair: which rules hold, and what is to be said about it. */
@NullMarked
package io.beaconward.detect;

import org.jspecify.annotations.NullMarked;
