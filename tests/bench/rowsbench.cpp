#include "tests/bench/benches.h"
#include "tests/bench/benchtable.h"

#include "app/sql/sqlitechannel.h"
#include "cache/rows/rowassembler.h"
#include "cache/rows/rowindex.h"

#include <QTemporaryDir>

#include <algorithm>
#include <numeric>
#include <random>

namespace larder::bench {

namespace {

constexpr qint64 kRows = 10'000;
constexpr int kLookUps = 20'000;

const QByteArray kColumns = "id, customer_id, price, name, city, note";
const RowScope kScope{{"sqlite", "2049:77:/srv/data/shop.sqlite"}, "main.t"};

/// The table and its rows in two entries, every other row in each.
class Shop
{
public:
    explicit Shop(const QString& path)
    {
        auto channel = SqliteChannel::open(path, SqliteConnection::Access::ReadOnly, {m_cancellation});
        if (!channel)
            qFatal("rows bench: %s", qPrintable(errorText(channel.error())));
        m_channel = std::move(channel.value());
        for (quint64 entry = 1; entry <= 2; ++entry) {
            const ResultPtr result
                = fetch("SELECT " + kColumns + " FROM t WHERE id % 2 = " + QByteArray::number(entry % 2), {});
            m_fills.push_back({EntryId(entry), kScope, {"main.t", {0}}, result, entry, 1});
            add(m_index, entry);
        }
    }

    ResultPtr fetch(const QByteArray& sql, const std::vector<Parameter>& parameters)
    {
        const ResultPtr result
            = m_channel->run(RunId(1), {sql, parameters}, m_cancellation, [](const ResultPtr&) {})
                  .outcome.result;
        if (!result)
            qFatal("rows bench: no rows");
        return result;
    }

    /// From the text of the statement to its rows.
    ResultPtr find(const QByteArray& sql, const std::vector<Parameter>& parameters)
    {
        SqlRowQuery query = rowQuery(sql, SqlDialect::Sqlite);
        auto keys = keysOf(*query.key, parameters);
        const RowMatch match = m_index.find(
            {kScope, std::move(query.key->columns), *std::move(keys), std::move(query.columns)},
            [](EntryId) { return true; });
        if (match.outcome != RowMatch::Outcome::Found)
            qFatal("rows bench: rows are missing");
        return assembledRows(match.rows);
    }

    void add(RowIndex& index, quint64 entry) const
    {
        const RowFillOutcome outcome = index.add(m_fills[entry - 1]);
        if (outcome.refusal != RowRefusal::None || !outcome.suspects.empty())
            qFatal("rows bench: not indexed");
    }
    [[nodiscard]] const SystemClock& clock() const { return m_clock; }

private:
    SqliteCancellation m_cancellation;
    std::unique_ptr<SqliteChannel> m_channel;
    SystemClock m_clock;
    RowIndex m_index{m_clock};
    std::vector<RowFill> m_fills;
};

/// A statement for all rows, in no order.
QByteArray sqlForAll()
{
    std::vector<int> numbers(kRows);
    std::iota(numbers.begin(), numbers.end(), 1);
    std::shuffle(numbers.begin(), numbers.end(), std::mt19937(1));
    QByteArrayList keys;
    for (const int number : numbers)
        keys << QByteArray::number(number);
    return "SELECT " + kColumns + " FROM t WHERE id IN (" + keys.join(',') + ')';
}

} // namespace

std::vector<Measure> measureRows(const BenchSize& size)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("t.sqlite"));
    writeBenchTable(path, kRows);
    Shop shop(path);
    const QByteArray all = sqlForAll();
    const QByteArray one = "SELECT " + kColumns + " FROM t WHERE id = ?";
    qint64 rows = 0;
    const std::vector<double> times = smallestTimes(kShortRounds * size.rounds,
        {[&] { return threadNanoseconds([&] { rows += shop.fetch(all, {})->rowCount(); }); },
            [&] { return threadNanoseconds([&] { rows += shop.find(all, {})->rowCount(); }); },
            [&] {
                std::vector<Parameter> parameters{{"1", Value()}};
                return threadNanoseconds([&] {
                    for (qint64 i = 0; i < kLookUps; ++i) {
                        parameters.front().value = i % kRows + 1;
                        rows += shop.find(one, parameters)->rowCount();
                    }
                });
            },
            [&] {
                RowIndex index(shop.clock());
                return threadNanoseconds([&] { shop.add(index, 1); });
            }});
    if (rows != kShortRounds * size.rounds * (2 * kRows + kLookUps))
        qFatal("rows bench: wrong number of rows");
    const double million = 1e6;
    return {
        {QStringLiteral("rows.assemble.ratio"), times[1] / million, QStringLiteral("ms"), times[0] / million,
            times[1] / times[0], 0.5},
        {QStringLiteral("rows.pk.us"), times[2] / kLookUps / 1'000, QStringLiteral("µs"), std::nullopt,
            std::nullopt, 5},
        {QStringLiteral("rows.index.ns"), times[3] / (kRows / 2), QStringLiteral("ns")},
    };
}

} // namespace larder::bench
