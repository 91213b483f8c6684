#include "cache/rows/rowindex.h"

#include "tests/support/manualclock.h"
#include "tests/support/tablerows.h"

#include <QRegularExpression>
#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace larder;
using namespace larder::test;
using namespace std::chrono_literals;

namespace {

using Outcome = RowMatch::Outcome;
using Ids = std::set<EntryId>;

const QByteArrayList kColumns{"id", "a", "b", "c"};
constexpr unsigned kKeys = 12;
constexpr unsigned kEntries = 10;

Ids setOf(const std::vector<EntryId>& entries)
{
    return {entries.begin(), entries.end()};
}

/// What RowIndex promises, by going through all that was ever added.
class NaiveIndex
{
public:
    struct Entry
    {
        quint64 order = 0;
        quint64 stampId = 0;
        QByteArrayList columns;
        std::map<qint64, std::map<QByteArray, qint64>> rows;
    };
    struct Absence
    {
        quint64 order = 0;
        EntryId entry = {};
        Clock::TimePoint until;
    };

    Ids add(EntryId id, const Entry& entry)
    {
        remove(id);
        Ids suspects;
        if (entry.order < lastExpiry)
            return suspects;
        entries[id] = entry;
        for (const auto& [key, values] : entry.rows) {
            quint64& since = changedAt[key];
            if (since > entry.order) {
                suspects.insert(id);
                continue;
            }
            quint64 change = 0;
            for (const auto& [other, there] : entries) {
                if (other == id || !there.rows.contains(key) || there.order < since)
                    continue;
                for (const auto& [column, value] : there.rows.at(key)) {
                    if (values.contains(column) && values.at(column) != value)
                        change = std::max({change, there.order, entry.order});
                }
            }
            raise(key, change, suspects);
            absences.erase(key);
        }
        return suspects;
    }
    void remove(EntryId id)
    {
        entries.erase(id);
        forget();
    }
    Ids expire(qint64 key, quint64 order)
    {
        Ids suspects;
        lastExpiry = order;
        raise(key, order, suspects);
        absences.erase(key);
        forget();
        return suspects;
    }
    Ids noteAbsent(qint64 key, const Absence& absence)
    {
        Ids suspects;
        bool newest = absence.order >= lastExpiry && absence.order > changedAt[key];
        for (const auto& [id, entry] : entries)
            newest = newest && (!entry.rows.contains(key) || entry.order < absence.order);
        if (newest) {
            raise(key, absence.order, suspects);
            absences[key] = absence;
        }
        forget();
        return suspects;
    }
    [[nodiscard]] std::vector<qint64> keysOutdatedIn(EntryId id) const
    {
        std::vector<qint64> keys;
        for (const auto& [key, values] : entries.at(id).rows) {
            if (changedAt.at(key) > entries.at(id).order)
                keys.push_back(key);
        }
        return keys;
    }
    /// "absent", "unknown", "missing …", or the values.
    [[nodiscard]] QByteArray find(
        qint64 key, const QByteArrayList& wanted, const Ids& valid, Clock::TimePoint now) const
    {
        const auto absence = absences.find(key);
        if (absence != absences.end() && now < absence->second.until && valid.contains(absence->second.entry))
            return "absent";
        std::map<QByteArray, qint64> all;
        std::map<quint64, std::set<QByteArray>> byStamp;
        for (const auto& [id, entry] : entries) {
            if (!valid.contains(id) || !entry.rows.contains(key) || entry.order < changedAt.at(key))
                continue;
            for (const auto& [column, value] : entry.rows.at(key)) {
                all[column] = value;
                byStamp[entry.stampId].insert(column);
            }
        }
        if (byStamp.empty())
            return "unknown";
        qsizetype fewest = wanted.size();
        for (const auto& [stamp, columns] : byStamp) {
            fewest = std::min(fewest,
                std::count_if(wanted.begin(), wanted.end(),
                    [&columns = columns](const QByteArray& name) { return !columns.contains(name); }));
        }
        if (fewest > 0)
            return "missing " + QByteArray::number(fewest);
        QByteArrayList values;
        for (const QByteArray& name : wanted)
            values << described(Value(all.at(name)));
        return values.join(' ');
    }

    std::map<EntryId, Entry> entries;
    std::map<qint64, Absence> absences;
    std::map<qint64, quint64> changedAt;
    quint64 lastExpiry = 0;

private:
    void raise(qint64 key, quint64 order, Ids& suspects)
    {
        quint64& since = changedAt[key];
        if (order <= since)
            return;
        for (const auto& [id, entry] : entries) {
            if (entry.rows.contains(key) && entry.order >= since && entry.order < order)
                suspects.insert(id);
        }
        since = order;
    }
    // Nothing is known of rows that nobody holds.
    void forget()
    {
        std::erase_if(changedAt, [this](const auto& each) {
            return !absences.contains(each.first)
                && std::none_of(entries.begin(), entries.end(),
                    [&](const auto& entry) { return entry.second.rows.contains(each.first); });
        });
    }
};

/// Does the same to the index and the model, in an order that is the same for each seed.
class Players
{
public:
    explicit Players(unsigned seed) : m_random(seed)
    {
        // An index takes from its first entry what the key is.
        (void)m_index.add(fillOf(1, ++m_order, tableResult({QStringLiteral("id")}, {})));
        m_index.remove(EntryId(1));
    }

    void playOne()
    {
        m_underway.push_back(++m_order);
        const EntryId id{below(kEntries)};
        switch (below(8)) {
        case 0:
            m_index.remove(id);
            m_model.remove(id);
            break;
        case 1:
            expireNowAndThen();
            break;
        case 2:
            noteAbsent(id);
            break;
        case 3:
            m_clock.advance(std::chrono::milliseconds(below(2'000)));
            break;
        default:
            add(id);
        }
    }

    void compareRows()
    {
        Ids valid;
        for (unsigned i = 0; i < kEntries; ++i) {
            if (below(4) != 0)
                valid.insert(EntryId(i));
        }
        QByteArrayList wanted;
        for (const QByteArray& name : kColumns) {
            if (below(2) == 0)
                wanted.prepend(name);
        }
        if (wanted.isEmpty())
            wanted << "c";
        for (qint64 key = 0; key < kKeys; ++key)
            QCOMPARE(told(key, wanted, valid), m_model.find(key, wanted, valid, m_clock.now()));
    }

    void compareEntries()
    {
        qint64 refs = 0;
        for (const auto& [id, entry] : m_model.entries) {
            std::vector<qint64> keys;
            for (const qint64 number : m_index.missingRows(id))
                keys.push_back(std::next(entry.rows.begin(), number)->first);
            QCOMPARE(keys, m_model.keysOutdatedIn(id));
            refs += qint64(entry.rows.size());
        }
        const std::vector<RowScopeInfo> scopes = m_index.scopes();
        QCOMPARE(scopes.empty() ? 0 : scopes.front().refs, refs);
    }

private:
    quint64 below(unsigned limit) { return m_random() % limit; }

    /// When one of the last statements was asked, whose answer comes now.
    quint64 takeUnderway()
    {
        const size_t back = below(unsigned(std::min<size_t>(m_underway.size(), 4)));
        const auto taken = m_underway.end() - 1 - qsizetype(back);
        const quint64 order = *taken;
        m_underway.erase(taken);
        return order;
    }

    void expireNowAndThen()
    {
        if (below(3) != 0)
            return;
        const auto key = qint64(below(kKeys));
        ++m_order;
        QCOMPARE(setOf(m_index.expireRow(tableScope(), {key}, m_order)), m_model.expire(key, m_order));
    }

    void noteAbsent(EntryId id)
    {
        const auto key = qint64(below(kKeys));
        const quint64 order = takeUnderway();
        QCOMPARE(setOf(m_index.noteAbsent(tableScope(), {key}, order, id)),
            m_model.noteAbsent(key, {order, id, m_clock.now() + 5s}));
    }

    void add(EntryId id)
    {
        NaiveIndex::Entry entry{takeUnderway(), below(3), {}, {}};
        QStringList names;
        for (const QByteArray& name : kColumns) {
            if (name == "id" || below(3) != 0) {
                entry.columns << name;
                names << QString::fromLatin1(name);
            }
        }
        std::vector<Row> rows;
        for (qint64 key = 0; key < kKeys; ++key) {
            if (below(3) != 0)
                continue;
            Row& values = rows.emplace_back();
            for (const QByteArray& name : entry.columns) {
                const qint64 value = name == "id" ? key : below(12) == 0 ? 1 : 0;
                values.push_back(value);
                entry.rows[key][name] = value;
            }
        }
        RowFill fill = fillOf(quint64(id), entry.order, tableResult(names, rows));
        fill.stampId = entry.stampId;
        const RowFillOutcome outcome = m_index.add(fill);
        QCOMPARE(setOf(outcome.suspects), m_model.add(id, entry));
        QCOMPARE(outcome.refusal == RowRefusal::None, m_model.entries.contains(id));
    }

    QByteArray told(qint64 key, const QByteArrayList& wanted, const Ids& valid)
    {
        RowRequest request{tableScope(), {"id"}, {key}};
        for (const QByteArray& name : wanted)
            request.columns.push_back({name});
        const RowMatch match
            = m_index.find(request, [&valid](EntryId entry) { return valid.contains(entry); });
        if (match.outcome == Outcome::OtherKey || match.outcome == Outcome::UnknownRow)
            return "unknown";
        // Also where a row is not there, but no entry tells what its columns are.
        if (match.missingKeys.empty() && match.rows.rows.empty())
            return "absent";
        return match.outcome == Outcome::Found ? describedRows(match.rows).join(' ')
                                               : "missing " + QByteArray::number(match.missingColumns.size());
    }

    std::mt19937 m_random;
    ManualClock m_clock;
    RowIndex m_index{m_clock};
    NaiveIndex m_model;
    quint64 m_order = 0;
    std::vector<quint64> m_underway;
};

} // namespace

class TestRowIndexModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void agreesWithANaiveModel_data();
    void agreesWithANaiveModel();
};

void TestRowIndexModel::agreesWithANaiveModel_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 0; seed < 20; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestRowIndexModel::agreesWithANaiveModel()
{
    QFETCH(unsigned, seed);
    Players players(seed);
    for (int step = 0; step < 400 && !QTest::currentTestFailed(); ++step) {
        players.playOne();
        players.compareRows();
        players.compareEntries();
    }
}

QTEST_APPLESS_MAIN(TestRowIndexModel)
#include "tst_rowindexmodel.moc"
