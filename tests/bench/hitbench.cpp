#include "tests/bench/benches.h"

#include "cache/cachecontrol.h"
#include "cache/memorystore.h"
#include "cache/preparedrequest.h"
#include "cache/resultbuilder.h"
#include "tests/bench/flaskcaching.h"

namespace larder::bench {

namespace {

constexpr int kLookUps = 100'000;
const ConnectionIdentity kDatabase{"sqlite", "2049:77:/srv/data/shop.sqlite"};

// 500 bytes with the parameters, as long as a query with some joins.
QByteArray sqlNumber(qint64 number)
{
    return "SELECT a, b FROM t WHERE c = :c AND e = :e AND d IN (" + QByteArray(410, '1') + ") LIMIT "
        + QByteArray::number(number);
}

// A program has few texts, and asks them with many values.
QueryRequest requestNumber(qint64 number)
{
    constexpr qint64 kTexts = 1'000;
    static const std::vector<QByteArray> texts = [] {
        std::vector<QByteArray> all;
        for (qint64 text = 0; text < kTexts; ++text)
            all.push_back(sqlNumber(text));
        return all;
    }();
    return {.connection = ConnectionId(1),
        .sql = number < 0 ? sqlNumber(number) : texts[size_t(number % kTexts)],
        .parameters = {{"c", number / kTexts}, {"e", Text{"some text"}}}};
}

ResultPtr resultWith(qint64 rows)
{
    ResultBuilder builder({{QStringLiteral("id")}, {QStringLiteral("name")}, {QStringLiteral("price")},
        {QStringLiteral("ordered_at")}, {QStringLiteral("note")}, {QStringLiteral("paid")}});
    for (qint64 row = 0; row < rows; ++row) {
        builder.column(0).appendInteger(row);
        builder.column(1).appendText("name " + QByteArray::number(row));
        builder.column(2).appendReal(double(row) * 1.25);
        builder.column(3).appendText("2024-01-15 12:00:00");
        builder.column(4).appendNull();
        builder.column(5).appendInteger(row % 2);
        builder.endRow();
    }
    return builder.snapshot(Completeness::Complete);
}

/// A cache as a program has it, asked as QueryRun asks it.
class HitBench
{
public:
    explicit HitBench(qint64 entries)
    {
        const ResultPtr result = resultWith(100);
        for (qint64 number = 0; number < entries; ++number)
            add(requestNumber(number), result);
    }

    void add(const QueryRequest& request, const ResultPtr& result)
    {
        const PreparedRequest prepared = preparedFor(request);
        const CacheKey key = prepared.key(kDatabase, m_session);
        const Reason refused = m_cache
                                   .land(m_cache.beginFill(key),
                                       {.key = key,
                                           .components = prepared.components(kDatabase, m_session),
                                           .sql = request.sql,
                                           .result = result,
                                           .tables = {"main.t", "main.u"},
                                           .cost = {.execute = std::chrono::milliseconds(5)}})
                                   .notStored;
        if (refused)
            qFatal("hit bench: %s", qPrintable(reasonText(refused)));
    }

    [[nodiscard]] ResultPtr hit(const QueryRequest& request)
    {
        const PreparedRequest prepared = preparedFor(request);
        if (prepared.bypassReason(m_session))
            qFatal("hit bench: bypassed");
        return m_cache.find(prepared.key(kDatabase, m_session)).entry->result;
    }

    [[nodiscard]] double nanosecondsPerHit(const std::vector<QueryRequest>& requests)
    {
        qint64 rows = 0;
        const double all = threadNanoseconds([&] {
            for (size_t i = 0; i < size_t(kLookUps); ++i)
                rows += hit(requests[i % requests.size()])->rowCount();
        });
        if (rows == 0)
            qFatal("hit bench: no rows");
        return all / kLookUps;
    }

    /// The same of the look-up alone.
    [[nodiscard]] double nanosecondsPerLookUp(const std::vector<QueryRequest>& requests)
    {
        std::vector<CacheKey> keys;
        for (const QueryRequest& request : requests)
            keys.push_back(preparedFor(request).key(kDatabase, m_session));
        qint64 rows = 0;
        const double all = threadNanoseconds([&] {
            for (size_t i = 0; i < size_t(kLookUps); ++i)
                rows += m_cache.find(keys[i % keys.size()]).entry->result->rowCount();
        });
        if (rows == 0)
            qFatal("hit bench: no rows");
        return all / kLookUps;
    }

private:
    [[nodiscard]] PreparedRequest preparedFor(const QueryRequest& request)
    {
        return {request, m_statements.read(request.sql, SqlDialect::Sqlite)};
    }

    SystemClock m_clock;
    ResultCache m_cache{std::make_unique<MemoryStore>(qint64(4) << 30), m_clock};
    StatementCache m_statements;
    SessionState m_session;
};

std::vector<QueryRequest> requests(qint64 entries)
{
    // As a program has them: made once, asked again and again, not in the order in which they came.
    std::vector<QueryRequest> all;
    for (qint64 i = 0; i < entries; ++i)
        all.push_back(requestNumber(i * 7'919 % entries));
    return all;
}

std::vector<Measure> measureSizes(const BenchSize& size)
{
    HitBench cache(0);
    const std::vector<qint64> rows{100, size.rows};
    std::vector<std::function<double()>> works;
    for (const qint64 count : rows) {
        cache.add(requestNumber(-count), resultWith(count));
        works.push_back(
            [&cache, asked = std::vector{requestNumber(-count)}] { return cache.nanosecondsPerHit(asked); });
    }
    const std::vector<double> times = smallestTimes(kShortRounds * size.rounds, works);
    return {{QStringLiteral("hit.rows.ratio"), times[1] / 1000, QStringLiteral("µs"), times[0] / 1000,
        times[1] / times[0], 1.1}};
}

std::vector<Measure> measureCounts(const BenchSize& size)
{
    const qint64 many = size.rounds > 1 ? 100'000 : 2'000;
    HitBench few(1'000);
    HitBench large(many);
    const std::vector<double> times = smallestTimes(kShortRounds * size.rounds,
        {[&, asked = requests(1'000)] { return few.nanosecondsPerHit(asked); },
            [&, asked = requests(many)] { return large.nanosecondsPerHit(asked); },
            [&, asked = requests(1'000)] { return few.nanosecondsPerLookUp(asked); }});
    std::vector<Measure> measures{
        {QStringLiteral("hit.1k.us"), times[0] / 1000, QStringLiteral("µs"), {}, {}, 0.3},
        {QStringLiteral("hit.100k.us"), times[1] / 1000, QStringLiteral("µs"), {}, {}, 1.5},
    };
    for (Measure& measure : flaskSpeedups({times[0], times[2], provenNanoseconds(size)}))
        measures.push_back(std::move(measure));
    return measures;
}

} // namespace

std::vector<Measure> measureHits(const BenchSize& size)
{
    std::vector<Measure> measures = measureCounts(size);
    for (const auto measureOthers : {measureSizes, measureValidatedHits}) {
        for (Measure& measure : measureOthers(size))
            measures.push_back(std::move(measure));
    }
    return measures;
}

} // namespace larder::bench
