/** A finding on its way to people: alerts, their states, and the receivers they are sent to. */
@NullMarked
package io.beaconward.alert;

import org.jspecify.annotations.NullMarked;
