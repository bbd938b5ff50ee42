import { describe, expect, it } from 'vitest';
import { column, incident, query, without } from './incident.ts';
import { ARN, GROUP, logsWorld, NOON } from './logsWorld.ts';

describe('the queries of the service’s guide', () => {
  const world = incident();
  const ofApplication = `applicationARN like /${ARN.replaceAll('/', '\\/')}/`;
  const messages = (text: string) =>
    query(world, text).rows.map((row) => (JSON.parse(row['@message'] ?? '{}') as { message: string }).message.slice(0, 24));

  it('exceptions, newest first', () => {
    expect(
      messages(
        'fields @timestamp, @message | filter isPresent(throwableInformation.0) or isPresent(throwableInformation) or @message like /(Error|Exception)/ | sort @timestamp desc',
      ),
    ).toEqual(['ResourceNotFoundExceptio', 'Job orders (7f) switched']);
  });

  it('tasks of each task manager', () => {
    const { rows } = query(
      world,
      `fields @timestamp, message
       | filter message like /Deploying/
       | parse message " to flink-taskmanager-*" as @tmid
       | stats count(*) by @tmid
       | sort @timestamp desc
       | limit 2000`,
    );
    expect(rows).toEqual([
      { '@tmid': 'a', 'count(*)': '2' },
      { '@tmid': 'b', 'count(*)': '1' },
    ]);
  });

  it('which subtask runs on which task manager', () => {
    const { rows } = query(
      world,
      'fields @timestamp, @tmid, @subtask | filter message like /Deploying/ | parse message "Deploying * to flink-taskmanager-*" as @subtask, @tmid | sort @timestamp desc | limit 2000',
    );
    expect(without(rows)).toEqual([
      { '@timestamp': '2026-10-13 11:32:00.000', '@subtask': 'Sink: orders (1/1) (attempt #0)', '@tmid': 'a' },
      { '@timestamp': '2026-10-13 11:31:00.000', '@subtask': 'Source: orders (2/3) (attempt #0)', '@tmid': 'b' },
      { '@timestamp': '2026-10-13 11:31:00.000', '@subtask': 'Source: orders (1/3) (attempt #0)', '@tmid': 'a' },
    ]);
  });

  it('changes of the parallelism', () => {
    const { rows } = query(
      world,
      'fields @timestamp, @parallelism | filter message like /property: parallelism.default, / | parse message "default, *" as @parallelism | sort @timestamp asc',
    );
    expect(without(rows)).toEqual([
      { '@timestamp': '2026-10-13 11:30:00.000', '@parallelism': '4' },
      { '@timestamp': '2026-10-13 11:42:00.000', '@parallelism': '8' },
    ]);
  });

  it('refused calls; a field that no event has is not shown', () => {
    const text = `fields @timestamp, @message, @messageType | filter ${ofApplication} | filter @message like /AccessDenied/ | sort @timestamp desc`;
    expect(messages(text)).toEqual(['AccessDenied: not author']);
    expect(Object.keys(query(world, text).rows[0] ?? {})).toEqual(['@timestamp', '@message', '@ptr']);
  });

  it.each([
    ['ResourceNotFoundException', 'ResourceNotFoundExceptio'],
    ['switched from RUNNING to RESTARTING', 'Job orders (7f) switched'],
    ['switched from RUNNING to FAILED', 'Job orders (7f) switched'],
  ])('%s', (wanted, found) => {
    const text = `fields @timestamp,@message | filter ${ofApplication} | filter @message like /${wanted}/ | sort @timestamp desc`;
    expect(messages(text)).toEqual([found]);
  });

  it('what the Python entry point says', () => {
    const { rows } = query(
      world,
      'fields @timestamp, message | sort @timestamp asc | filter logger like /PythonDriver/ | limit 1000',
    );
    expect(column(rows, 'message')).toEqual(['Python Process Started']);
  });
});

describe('the language', () => {
  const world = incident();

  it('shows time and message, newest first, when nothing else is said', () => {
    const { rows, statistics } = query(world, 'limit 2');
    expect(without(rows)).toEqual([
      { '@timestamp': '2026-10-13 11:45:00.000', '@message': 'a plain line: deployment by ben took 75.5 ms' },
      { '@timestamp': '2026-10-13 11:44:00.000', '@message': 'a plain line: deployment by anna took 25 ms' },
    ]);
    expect(statistics).toMatchObject({ recordsMatched: 12, recordsScanned: 12, logGroupsScanned: 1 });
  });

  it('takes fields apart with regular expressions, and calculates', () => {
    const { rows } = query(
      world,
      `filter @logStream = 'by-hand'
       | parse /(?i)BY (?<who>\\w+) took (?<took>[\\d.]+)/ # who and how long
       | fields who, took / 1000 as seconds, toupper(concat(who, "!")) as loud
       | sort took`,
    );
    expect(without(rows, ['@ptr', '@timestamp'])).toEqual([
      { who: 'anna', seconds: '0.025', loud: 'ANNA!', took: '25' },
      { who: 'ben', seconds: '0.0755', loud: 'BEN!', took: '75.5' },
    ]);
  });

  it('aggregates by fields and by time', () => {
    const { rows } = query(
      world,
      'stats count(*) as n, count_distinct(message) by messageType, bin(10m) | sort n desc, messageType asc',
    );
    expect(rows).toEqual([
      { messageType: 'INFO', 'bin(10m)': '2026-10-13 11:30:00.000', n: '5', 'count_distinct(message)': '5' },
      { messageType: 'INFO', 'bin(10m)': '2026-10-13 11:40:00.000', n: '3', 'count_distinct(message)': '3' },
      { 'bin(10m)': '2026-10-13 11:40:00.000', n: '2', 'count_distinct(message)': '0' },
      { messageType: 'ERROR', 'bin(10m)': '2026-10-13 11:40:00.000', n: '1', 'count_distinct(message)': '1' },
      { messageType: 'WARN', 'bin(10m)': '2026-10-13 11:30:00.000', n: '1', 'count_distinct(message)': '1' },
    ]);
  });

  it('knows the usual statistics, and arithmetic of them', () => {
    const numbers = logsWorld();
    numbers.call('CreateLogStream', { logGroupName: GROUP, logStreamName: 's' });
    numbers.call('PutLogEvents', {
      logGroupName: GROUP,
      logStreamName: 's',
      logEvents: [4, 1, 3, 2].map((latency, i) => ({ timestamp: NOON - 1000 + i, message: JSON.stringify({ latency, at: i }) })),
    });
    const { rows } = query(
      numbers,
      'stats sum(latency), avg(latency) as mean, min(latency) as low, max(latency) as high, pct(latency, 50) as p50, stddev(latency) as sd, earliest(latency) as first, latest(latency) as last, sum(latency) / count() as same',
    );
    expect(rows).toEqual([
      { 'sum(latency)': '10', mean: '2.5', low: '1', high: '4', p50: '2.5', sd: '1.118', first: '4', last: '2', same: '2.5' },
    ]);
  });

  it.each([
    ['messageType = "WARN"', 1],
    ['messageType != "INFO" and ispresent(messageType)', 2],
    ['not (messageType = "INFO") and strlen(message) > 0', 2],
    ['messageType in ["WARN", "ERROR"]', 2],
    ['messageType not in ["WARN", "ERROR"] and applicationVersionId >= 3', 8],
    ['message like "switched"', 2],
    ['logger =~ /PythonDriver$/', 1],
    ['@message like /deployment/ || messageType = "WARN" && message like "nothing"', 2],
    ['isempty(messageType)', 2],
    ['strcontains(message, "parallelism")', 2],
    ['coalesce(messageType, "none") = "none"', 2],
    ['`messageType` = "ERROR"', 1],
    ['tomillis(@timestamp) % 600000 = 0 and messageType = "INFO"', 1],
    ['-1 + 2 ^ 3 * 2 = 15', 12],
    ['trim("  x ") = "x" and substr("abcdef", 2, 3) = "cde" and replace("a-b", "-", "+") = "a+b"', 12],
    ['greatest(1, 3, 2) = 3 and least(4, 2) = 2 and abs(-2) = 2 and floor(1.7) = 1', 12],
    [`datefloor(@timestamp, 1h) = frommillis(${NOON - 3_600_000})`, 12],
    ['message not like /switched|Deploying/', 7],
  ])('filter %s: %i', (condition, count) => {
    expect(query(world, `filter ${condition}`).rows.length).toBe(count);
  });

  it('sorts texts naturally, and numbers behind them', () => {
    const texts = ['3', '@', '5A', '!', '111A', 'A', '20', '2345_', 'A_', '0#'];
    const mixed = logsWorld();
    mixed.call('CreateLogStream', { logGroupName: GROUP, logStreamName: 's' });
    const logEvents = texts.map((text, i) => ({ timestamp: NOON - 1000 + i, message: JSON.stringify({ text }) }));
    mixed.call('PutLogEvents', { logGroupName: GROUP, logStreamName: 's', logEvents });
    const sorted = ['!', '0#', '5A', '111A', '2345_', '@', 'A', 'A_', '3', '20'];
    expect(column(query(mixed, 'fields text | sort text').rows, 'text')).toEqual(sorted);
    expect(column(query(mixed, 'fields text | sort text desc').rows, 'text')).toEqual(sorted.toReversed());
  });

  it('shows no date that no calendar has', () => {
    expect(without(query(world, 'fields frommillis(1e300) as never | limit 1').rows)).toEqual([{}]);
  });

  it('shows only what display names, and each of its kind once', () => {
    const { rows } = query(world, 'fields message | dedup messageType | display messageType');
    expect(without(rows)).toEqual([{}, {}, { messageType: 'INFO' }, { messageType: 'ERROR' }, { messageType: 'WARN' }]);
  });

  it.each([
    ['fields @timestamp | filtre x = 1', 'unexpected symbol found filtre at line 1 and position 21', 20, 26],
    ['fields x | pattern @message', 'the simulator does not support the command pattern at line 1 and position 12', 11, 18],
    ['filter x = ', 'unexpected end of the query at line 1 and position 12', 11, 11],
    ['fields shout(x)', 'invalid function name shout at line 1 and position 8', 7, 13],
    ['fields strlen()', 'invalid number of arguments for function strlen at line 1 and position 8', 7, 15],
    ['stats x by y', 'stats needs an aggregate function at line 1 and position 7', 6, 7],
    ['filter x like /(/', 'invalid regular expression at line 1 and position 15', 14, 17],
    ['fields x\n| parse y "a * b *" as z', '2 wildcards, but 1 names at line 2 and position 11', 19, 33],
    ['fields x | limit many', 'unexpected symbol found many at line 1 and position 18', 17, 21],
    ["filter x =~ 'y'", 'unexpected symbol found y at line 1 and position 13', 12, 15],
    ['fields x ~ y', 'unexpected symbol found ~ at line 1 and position 10', 9, 10],
    ['', 'unexpected end of the query at line 1 and position 1', 0, 0],
  ])('says where %j is wrong', (queryString, message, startCharOffset, endCharOffset) => {
    expect(world.refusal('StartQuery', { logGroupName: GROUP, startTime: 0, endTime: 1, queryString })).toEqual({
      code: 'MalformedQueryException',
      message,
      status: 400,
      details: { queryCompileError: { location: { startCharOffset, endCharOffset }, message } },
    });
  });
});
