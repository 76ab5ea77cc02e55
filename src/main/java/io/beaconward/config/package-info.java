/** What we were told: the settings and the catalogue file, read once, checked and explained. */
@NullMarked
package io.beaconward.config;

import org.jspecify.annotations.NullMarked;
