/** What we tell operators: every number shown, and log lines that repeat no more than useful. */
@NullMarked
package io.beaconward.metrics;

import org.jspecify.annotations.NullMarked;
