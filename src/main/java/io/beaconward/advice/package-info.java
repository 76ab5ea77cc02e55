/** What an operator is to be told about the senders: what is not understood, who is blind, whose clock is wrong, and what to do. */
@NullMarked
package io.beaconward.advice;

import org.jspecify.annotations.NullMarked;
