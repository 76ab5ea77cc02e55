package io.beaconward.advice;

import io.beaconward.syslog.Shape;

/**
 * A kind of message that could not be read, as it was when it was looked at.
 *
 * @param first milliseconds since 1970; in stored logs the line
 * @param last as {@code first}
 */
public record ShapeView(String shape, long count, long first, long last) {
    static ShapeView of(Shape shape) {
        return new ShapeView(shape.text(), shape.count(), shape.first(), shape.last());
    }

    ShapeView plus(ShapeView other) {
        return new ShapeView(shape, count + other.count, Math.min(first, other.first), Math.max(last, other.last));
    }
}
