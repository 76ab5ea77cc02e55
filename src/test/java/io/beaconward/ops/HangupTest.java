package io.beaconward.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Sends itself the signal: without the listener the process would end. */
class HangupTest {
    private static void hangUp() throws Exception {
        String self = Long.toString(ProcessHandle.current().pid());
        assertThat(new ProcessBuilder("kill", "-HUP", self).inheritIO().start().waitFor())
                .isZero();
    }

    @Test
    void hearsEachSignalAndKeepsOneThatCameTooEarly() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Hangup first = Hangup.heard();
        first.then(() -> heard.add("first"));
        hangUp();
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("first");
        hangUp();
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("first");

        Hangup second = Hangup.heard();
        hangUp();
        while (!second.isWaiting()) Thread.onSpinWait();
        assertThat(heard).isEmpty();
        second.then(() -> heard.add("second"));
        assertThat(heard.poll()).isEqualTo("second");
        hangUp();
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("second");
    }
}
