/** Being a good service: the local HTTP endpoint, systemd, orderly start and stop. */
@NullMarked
package io.beaconward.ops;

import org.jspecify.annotations.NullMarked;
