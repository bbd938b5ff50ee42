package streamgauge.peers;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Reads records for four seconds; then the second subtask meets one that is none. */
public final class ParseRecord extends RichMapFunction<Long, Long> {
    private static final long WELL_FOR = 4_000;
    private transient long started;

    @Override
    public void open(OpenContext context) {
        started = System.currentTimeMillis();
    }

    @Override
    public Long map(Long value) {
        boolean bad = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 1 && System.currentTimeMillis() - started > WELL_FOR;
        return bad ? parse(value, "12,5") : value;
    }

    private static long parse(long record, String amount) {
        try {
            return Long.parseLong(amount);
        } catch (NumberFormatException cause) {
            throw new IllegalStateException("Malformed record " + record, cause);
        }
    }
}
