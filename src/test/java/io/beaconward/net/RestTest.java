package io.beaconward.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SelectStrategy;
import org.junit.jupiter.api.Test;

class RestTest {
    private final Rest rest = new Rest();

    @Test
    void looksAtTheSocketsAtOnceWhereTasksWait() throws Exception {
        rest.read();
        assertThat(rest.calculateStrategy(() -> 7, true)).isEqualTo(7);
    }

    @Test
    void waitsForTheSocketsWhereNothingWasRead() throws Exception {
        assertThat(rest.calculateStrategy(() -> 7, false)).isEqualTo(SelectStrategy.SELECT);
    }

    @Test
    void waitsForTheSocketsAfterItsRest() throws Exception {
        rest.within(4);
        rest.read();
        assertThat(rest.calculateStrategy(() -> 7, false)).isEqualTo(SelectStrategy.SELECT);
    }
}
