package io.beaconward.net;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SelectStrategy;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads {@code net-0}, {@code net-1} … that read the sockets, by epoll where the machine has it. Each stamps a
 * heartbeat every second, so that a watchdog can ask whether all still answer. A loop that fails, or an Error on one, is
 * logged and handed to {@code onFatal}, which is to end the process.
 */
public final class EventLoops implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);
    private static final long HEARTBEAT_MILLIS = 1000;
    private static final long CLOSE_MILLIS = 2000;

    private final boolean epoll;
    private final Consumer<Throwable> onFatal;
    private final LongSupplier nanoClock;
    private final MultiThreadIoEventLoopGroup group;
    private final List<EventLoop> loops = new ArrayList<>();
    private final List<Rest> rests = new ArrayList<>();
    private final AtomicLongArray heartbeats;
    private volatile boolean started;
    private volatile boolean closing;

    /**
     * @param threads how many loops
     * @param onFatal ends the process; called on any thread, perhaps more than once
     */
    public EventLoops(int threads, Consumer<Throwable> onFatal) {
        this(threads, onFatal, Epoll.isAvailable(), System::nanoTime);
    }

    EventLoops(int threads, Consumer<Throwable> onFatal, boolean epoll, LongSupplier nanoClock) {
        this.epoll = epoll;
        this.onFatal = onFatal;
        this.nanoClock = nanoClock;
        this.heartbeats = new AtomicLongArray(threads);
        AtomicInteger next = new AtomicInteger();
        Executor newThread =
                new ThreadPerTaskExecutor(task -> new FastThreadLocalThread(task, "net-" + next.getAndIncrement()));
        this.group = new Group(
                threads,
                newThread,
                epoll
                        ? EpollIoHandler.newFactory(0, this::newRest)
                        : NioIoHandler.newFactory(SelectorProvider.provider(), this::newRest));
        for (EventExecutor loop : group) loops.add((EventLoop) loop);
    }

    /** Starts the threads. */
    public void start() {
        for (int i = 0; i < loops.size(); i++) {
            int index = i;
            EventLoop loop = loops.get(i);
            heartbeats.set(i, nanoClock.getAsLong());
            loop.terminationFuture().addListener(ended -> {
                if (!closing) fatal(new IllegalStateException("net-" + index + " ended by itself", ended.cause()));
            });
            Runnable stamp = () -> heartbeats.set(index, nanoClock.getAsLong());
            report(loop.scheduleAtFixedRate(stamp, 0, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS));
        }
        started = true;
    }

    /** Whether every loop ran a task within the time given, which should be a few seconds. False before the start. */
    public boolean allAnswered(Duration within) {
        if (!started) return false;
        long now = nanoClock.getAsLong();
        for (int i = 0; i < heartbeats.length(); i++) {
            if (now - heartbeats.get(i) > within.toNanos()) return false;
        }
        return true;
    }

    /**
     * Runs {@code question} once on each loop, with its number, and waits for all answers. Empty where one does not answer in
     * time, before the start, or after the end. Not to be called from a loop.
     */
    public <T> Optional<List<T>> ask(IntFunction<T> question, Duration within) {
        if (!started || closing) return Optional.empty();
        List<Future<T>> asked = new ArrayList<>();
        List<T> answers = new ArrayList<>();
        long deadlineNanos = System.nanoTime() + within.toNanos();
        try {
            for (int i = 0; i < loops.size(); i++) {
                int number = i;
                asked.add(loops.get(i).submit(() -> question.apply(number)));
            }
            for (Future<T> answer : asked) {
                answers.add(answer.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS));
            }
            return Optional.of(answers);
        } catch (TimeoutException | RejectedExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question to the event loops failed", e.getCause());
        }
    }

    /** Ends the threads, after the tasks that they have. Sockets on them are to be closed before. */
    @Override
    public void close() {
        closing = true;
        if (!group.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
            LOG.warn("The event loops did not end within {} ms", CLOSE_MILLIS);
        }
    }

    boolean epoll() {
        return epoll;
    }

    MultiThreadIoEventLoopGroup group() {
        return group;
    }

    /** Netty asks for one as it makes a loop. */
    private SelectStrategy newRest() {
        Rest rest = new Rest();
        rests.add(rest);
        return rest;
    }

    /** The rests of the loops, in the order of their numbers. */
    List<Rest> rests() {
        return rests;
    }

    /** The loops in the order of their numbers. */
    List<EventLoop> all() {
        return loops;
    }

    /** Runs a task on a loop after a while. */
    void later(EventLoop loop, Runnable task, long millis) {
        report(loop.schedule(task, millis, TimeUnit.MILLISECONDS));
    }

    private void report(Future<?> task) {
        task.addListener(ended -> {
            if (!ended.isSuccess() && !ended.isCancelled()) fatal(ended.cause());
        });
    }

    /** Reports what the process cannot go on after. */
    void fatal(Throwable cause) {
        LOG.error("An event loop failed; the process has to be restarted", cause);
        onFatal.accept(cause);
    }

    /** Gives its loops tasks that let no Error vanish: Netty would log it as a warning and go on. */
    private final class Group extends MultiThreadIoEventLoopGroup {
        Group(int threads, Executor executor, IoHandlerFactory factory) {
            super(threads, executor, factory);
        }

        @Override
        protected IoEventLoop newChild(Executor executor, IoHandlerFactory factory, Object... arguments) {
            return new SingleThreadIoEventLoop(this, executor, factory) {
                @Override
                public void execute(Runnable task) {
                    super.execute(() -> guarded(task));
                }

                private void guarded(Runnable task) {
                    try {
                        task.run();
                    } catch (Error e) {
                        fatal(e);
                    }
                }
            };
        }
    }
}
