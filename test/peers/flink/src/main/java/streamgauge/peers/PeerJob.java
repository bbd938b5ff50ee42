package streamgauge.peers;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.windowing.assigners.TumblingProcessingTimeWindows;
import org.apache.flink.util.Collector;

/** One small streaming job, chosen by its argument: what the app is shown on a real cluster. */
public final class PeerJob {
    private static final Map<String, Consumer<StreamExecutionEnvironment>> JOBS =
            Map.of(
                    "healthy", PeerJob::healthy,
                    "chained", PeerJob::chained,
                    "backpressured", PeerJob::backpressured,
                    "skewed", PeerJob::skewed,
                    "failing", PeerJob::failing,
                    "slowCheckpoints", PeerJob::slowCheckpoints,
                    "aligning", PeerJob::aligning,
                    "busy", PeerJob::busy);

    private PeerJob() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(2_000);
        JOBS.get(args[0]).accept(env);
        env.execute(args[0]);
    }

    /** A thousand records a second, counted by key in windows of two seconds: far below what it could do. */
    private static void healthy(StreamExecutionEnvironment env) {
        events(env, 2, 1_000)
                .map(value -> value * 2).name("Enrich").uid("enrich").setParallelism(2)
                .keyBy(value -> value % 16)
                .window(TumblingProcessingTimeWindows.of(Duration.ofSeconds(2)))
                .sum(0).name("Sum per key").uid("sum").setParallelism(2)
                .sinkTo(new DiscardingSink<>()).name("Discard").uid("discard").setParallelism(1);
    }

    /** All in one vertex: nothing goes over an exchange. */
    private static void chained(StreamExecutionEnvironment env) {
        events(env, 1, 500)
                .map(value -> value * 2).name("Enrich").uid("enrich").setParallelism(1)
                .sinkTo(new DiscardingSink<>()).name("Discard").uid("discard").setParallelism(1);
    }

    /** More records than the lookup, which finds three for each, can take: it is busy, the source is held back, the sink waits. */
    private static void backpressured(StreamExecutionEnvironment env) {
        events(env, 1, 20_000)
                .map(value -> value * 2).name("Enrich").uid("enrich").setParallelism(1)
                .keyBy(value -> value % 1_024)
                .flatMap(PeerJob::lookUp).returns(Types.LONG).name("Slow lookup").uid("lookup").setParallelism(2)
                .rebalance()
                .sinkTo(new DiscardingSink<>()).name("Discard").uid("discard").setParallelism(1);
    }

    /** Nearly every record has the same key: one of four subtasks does the work, the others wait. */
    private static void skewed(StreamExecutionEnvironment env) {
        events(env, 1, 5_000)
                .keyBy(value -> value % 20 == 0 ? value % 1_024 : 7)
                .map(value -> waiting(value, 2)).name("Score per key").uid("score").setParallelism(4)
                .sinkTo(new DiscardingSink<>()).name("Discard").uid("discard").setParallelism(4);
    }

    /** The second of two subtasks meets a record that it cannot read, again and again, and takes the job down with it. */
    private static void failing(StreamExecutionEnvironment env) {
        Configuration restarts = new Configuration();
        restarts.setString("restart-strategy.type", "fixed-delay");
        restarts.setString("restart-strategy.fixed-delay.attempts", "1000000");
        restarts.setString("restart-strategy.fixed-delay.delay", "500 ms");
        env.configure(restarts);
        events(env, 1, 100)
                .rebalance()
                .map(new ParseRecord()).name("Parse record").uid("parse").setParallelism(2)
                .sinkTo(new DiscardingSink<>()).name("Discard").uid("discard").setParallelism(2);
    }

    /** A barrier waits behind every record that a slow writer has not taken yet: its way there is what makes checkpoints long. */
    private static void slowCheckpoints(StreamExecutionEnvironment env) {
        pages(env)
                .rebalance()
                .map(page -> waiting((long) page.length(), 20)).returns(Types.LONG).name("Slow write").uid("write").setParallelism(1)
                .sinkTo(new DiscardingSink<>()).name("Discard").uid("discard").setParallelism(1);
    }

    /** One of two inputs is slow: what comes after it has the barrier of the fast one early, and waits for the other. */
    private static void aligning(StreamExecutionEnvironment env) {
        pages(env)
                .rebalance()
                .map(new SlowTwin()).name("Uneven work").uid("uneven").setParallelism(2)
                .keyBy(value -> value % 64)
                .map(value -> value + 1).name("Bring together").uid("together").setParallelism(2)
                .sinkTo(new DiscardingSink<>()).name("Discard").uid("discard").setParallelism(2);
    }

    /** More work than a processor can do, all of it in one method. */
    private static void busy(StreamExecutionEnvironment env) {
        events(env, 1, 20_000)
                .rebalance()
                .map(HotMethod::grind).returns(Types.LONG).name("Crunch numbers").uid("crunch").setParallelism(1)
                .rebalance()
                .sinkTo(new DiscardingSink<>()).name("Discard").uid("discard").setParallelism(1);
    }

    /** Records of four kilobytes: eight of them fill one of the network's buffers. */
    private static SingleOutputStreamOperator<String> pages(StreamExecutionEnvironment env) {
        return events(env, 1, 2_000).map(value -> "x".repeat(4_000)).returns(Types.STRING).name("Page").uid("page").setParallelism(1);
    }

    private static SingleOutputStreamOperator<Long> events(StreamExecutionEnvironment env, int parallelism, double perSecond) {
        DataGeneratorSource<Long> numbers =
                new DataGeneratorSource<>(index -> index, Long.MAX_VALUE, RateLimiterStrategy.perSecond(perSecond), Types.LONG);
        return env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "Events").uid("events").setParallelism(parallelism);
    }

    private static void lookUp(long value, Collector<Long> out) throws InterruptedException {
        waiting(value, 5);
        for (long found = 0; found < 3; found++) {
            out.collect(value + found);
        }
    }

    /** A call to somewhere else that takes its time. */
    static long waiting(long value, long millis) throws InterruptedException {
        Thread.sleep(millis);
        return value;
    }
}
