/** The commands beside {@code run}: hunt, parse, simulate, check. */
@NullMarked
package io.beaconward.cli;

import org.jspecify.annotations.NullMarked;
