/** The serverless catalogue: which flows are contacts. */
@NullMarked
package io.beaconward.watch;

import org.jspecify.annotations.NullMarked;
