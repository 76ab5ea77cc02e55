package io.beaconward.ops;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears SIGHUP, by which services are told to read their files anew. One that comes before anybody waits for it is kept; several
 * of these are one. Thread-safe.
 *
 * <p>Java has no supported way to hear a signal, and by itself ends at this one. {@code sun.misc.Signal} is what everybody
 * uses; it is called by reflection because the compiler warns of that class, for which there is no switch by the line, and our
 * warnings are errors. Where it is missing, or {@code -Xrs} keeps it from hearing, a WARN says so and nothing is ever heard.
 */
public final class Hangup {
    private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

    private @Nullable Runnable action;
    private boolean waiting;

    private Hangup() {}

    /** Begins to hear the signal, in place of whoever did before. */
    public static Hangup heard() {
        Hangup hangup = new Hangup();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object listener = Proxy.newProxyInstance(
                    Hangup.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (!method.getName().equals("handle")) return answer(self, method, arguments);
                        hangup.came();
                        return null;
                    });
            Object hup = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hup, listener);
        } catch (InvocationTargetException e) {
            untold(e.getCause());
        } catch (ReflectiveOperationException e) {
            untold(e);
        }
        return hangup;
    }

    /** What every object answers. */
    private static Object answer(Object self, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "the listener to SIGHUP";
        };
    }

    private static void untold(@Nullable Throwable cause) {
        LOG.warn("SIGHUP cannot be heard ({}): changed settings take effect at a restart", String.valueOf(cause));
    }

    /** What is to be done at each signal, which must not take long; at once if one came already. */
    public synchronized void then(Runnable work) {
        action = work;
        if (!waiting) return;
        waiting = false;
        work.run();
    }

    /** Whether a signal came that nothing was done at yet. */
    synchronized boolean isWaiting() {
        return waiting;
    }

    private synchronized void came() {
        if (action == null) waiting = true;
        else action.run();
    }
}
