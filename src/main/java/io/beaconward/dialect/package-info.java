/** A vendor's message body to a flow: who talked to whom, when, how much. */
@NullMarked
package io.beaconward.dialect;

import org.jspecify.annotations.NullMarked;
