#include "models/inspector/cacheentrymodel.h"

#include "tests/support/entries.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QLocale>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <limits>
#include <map>

using namespace larder;
using namespace larder::test;
using namespace std::chrono_literals;

namespace {

using Column = CacheEntryModel::Column;

/// A copy of the model's ids that is kept up to date by its signals alone.
class Mirror
{
public:
    explicit Mirror(const CacheEntryModel& model)
    {
        QObject::connect(&model, &QAbstractItemModel::rowsInserted, &m_context,
            [this, &model](const QModelIndex&, int first, int last) {
                for (int row = first; row <= last; ++row)
                    m_rows.insert(m_rows.begin() + row, model.entryAt(row));
            });
        QObject::connect(&model, &QAbstractItemModel::rowsRemoved, &m_context,
            [this](const QModelIndex&, int first, int last) {
                m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
            });
        const auto copy = [this, &model](int first, int last) {
            for (int row = first; row <= last; ++row)
                m_rows[size_t(row)] = model.entryAt(row);
        };
        QObject::connect(&model, &QAbstractItemModel::dataChanged, &m_context,
            [copy](const QModelIndex& first, const QModelIndex& last) { copy(first.row(), last.row()); });
        QObject::connect(&model, &QAbstractItemModel::layoutChanged, &m_context,
            [copy, &model] { copy(0, model.rowCount() - 1); });
    }

    [[nodiscard]] const std::vector<EntryInfo>& rows() const { return m_rows; }

private:
    QObject m_context;
    std::vector<EntryInfo> m_rows;
};

std::vector<EntryInfo> randomStep(
    std::map<quint64, EntryInfo>& entries, quint64& lastId, QRandomGenerator& random)
{
    const double removed = random.generateDouble() * random.generateDouble();
    std::erase_if(entries, [&](const auto&) { return random.generateDouble() < removed; });
    for (auto& [id, entry] : entries) {
        entry.age += std::chrono::milliseconds(random.bounded(2) * 250);
        entry.hits += random.bounded(8) == 0;
        entry.bytes += random.bounded(50) == 0;
    }
    for (int i = random.bounded(40); i > 0; --i) {
        // Ids usually ascend; the model must not depend on it.
        const quint64 id = random.bounded(4) == 0 ? random.bounded(lastId + 1) + 1 : ++lastId;
        lastId = std::max(lastId, id);
        entries.try_emplace(id, entryOf(id));
    }
    std::vector<EntryInfo> step;
    for (const auto& [id, entry] : entries)
        step.push_back(entry);
    std::ranges::shuffle(step, random);
    return step;
}

// An id that went and came again within a step may show the facts from before.
bool tellsTheSame(EntryInfo shown, const EntryInfo& entry)
{
    const bool sameFacts = *shown.facts == *entry.facts;
    shown.facts = entry.facts;
    return sameFacts && shown == entry;
}

} // namespace

class TestCacheEntryModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void showsTextInEachColumn();
    void namesTheConnection();
    void sortsByRawValues();
    void alignsNumbersRight();
    void saysTheColumnWithTheValue();
    void showsTheDateOfAnOldEntry();
    void hasTitlesAndHelp();
    void findsRowsById();
    void ordersById();
    void announcesNothingWhenNothingChanged();
    void announcesOneChangedRow();
    void announcesTickingAgesAsOneRange();
    void announcesRunsOfRemovedRows();
    void announcesRunsOfNewRows();
    void removesManyScatteredRowsAtOnce();
    void neverResets();
    void equalsANaiveRebuildAfterRandomChanges();
    void keepsPersistentIndexesOnTheirEntries();
    void updatesManyEntriesInTime();
};

void TestCacheEntryModel::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestCacheEntryModel::showsTextInEachColumn()
{
    CacheEntryModel model;
    ConnectionNames names;
    names.add(fullEntry().facts->components.connection, QStringLiteral("shop"));
    model.setConnections(names);
    model.setEntries({fullEntry()});
    for (int column = 0; column < CacheEntryModel::kColumnCount; ++column) {
        QVERIFY(!model.index(0, column).data().toString().isEmpty());
        QVERIFY(!model.index(0, column).data(Qt::ToolTipRole).toString().isEmpty());
    }
}

void TestCacheEntryModel::namesTheConnection()
{
    EntryInfo other = entryOf(8);
    changeFacts(other, [](EntryFacts& facts) { facts.components.connection.database = "elsewhere"; });
    CacheEntryModel model;
    model.setEntries({fullEntry(), other});
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    ConnectionNames names;
    names.add(fullEntry().facts->components.connection, QStringLiteral("shop"));
    names.add(fullEntry().facts->components.connection, QStringLiteral("shop again"));
    model.setConnections(names);
    QCOMPARE(changed.size(), 1);
    const auto shown
        = [&](int row, int role) { return model.index(row, int(Column::Connection)).data(role); };
    QCOMPARE(shown(0, Qt::DisplayRole), QVariant(QStringLiteral("shop, shop again")));
    QCOMPARE(shown(0, CacheEntryModel::SortRole), QVariant(QStringLiteral("shop, shop again")));
    QCOMPARE(shown(0, Qt::AccessibleTextRole), QVariant(QStringLiteral("Connection: shop, shop again")));
    QCOMPARE(shown(1, Qt::DisplayRole), QVariant(QString()));
    model.setConnections(names);
    QCOMPARE(changed.size(), 1);
}

void TestCacheEntryModel::sortsByRawValues()
{
    CacheEntryModel model;
    model.setEntries({fullEntry(), entryOf(8)});
    const auto raw = [&](int row, Column column) {
        return model.index(row, int(column)).data(CacheEntryModel::SortRole);
    };
    QCOMPARE(raw(0, Column::Sql), QVariant(QString::fromUtf8(fullEntry().facts->sql)));
    QCOMPARE(raw(0, Column::Rows), QVariant(qint64(1234567)));
    QCOMPARE(raw(0, Column::Bytes), QVariant(qint64(1258291)));
    QCOMPARE(raw(0, Column::Created), QVariant(fullEntry().created.toMSecsSinceEpoch()));
    QCOMPARE(raw(0, Column::Age), QVariant(qint64(7500000)));
    QCOMPARE(raw(0, Column::TtlLeft), QVariant(qint64(50000)));
    QCOMPARE(raw(0, Column::FillCost), QVariant(qint64(3400000)));
    QCOMPARE(raw(0, Column::TimeSaved), QVariant(qint64(-180000)));
    QCOMPARE(raw(1, Column::TtlLeft), QVariant(std::numeric_limits<qint64>::max()));
    QVERIFY(raw(1, Column::LastHit).toLongLong() < raw(0, Column::LastHit).toLongLong());
}

void TestCacheEntryModel::alignsNumbersRight()
{
    CacheEntryModel model;
    model.setEntries({fullEntry()});
    const auto isRight = [&](Column column) {
        return (model.index(0, int(column)).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0;
    };
    for (const Column column : {Column::Rows, Column::Bytes, Column::Age, Column::Hits, Column::TimeSaved})
        QVERIFY(isRight(column));
    for (const Column column : {Column::State, Column::Sql, Column::Kind, Column::Tables})
        QVERIFY(!isRight(column));
}

void TestCacheEntryModel::saysTheColumnWithTheValue()
{
    CacheEntryModel model;
    model.setEntries({fullEntry()});
    const auto said
        = [&](Column column) { return model.index(0, int(column)).data(Qt::AccessibleTextRole).toString(); };
    QCOMPARE(said(Column::Rows), QStringLiteral("Rows: 1234567"));
    QCOMPARE(said(Column::Age), QStringLiteral("Age: 2 h 05 min"));
    QCOMPARE(said(Column::Expire), QStringLiteral("Expire: SELECT * FROM orders WHERE id = :id"));
}

void TestCacheEntryModel::showsTheDateOfAnOldEntry()
{
    EntryInfo entry = entryOf(1);
    CacheEntryModel model;
    entry.age = 23h + 59min;
    model.setEntries({entry});
    QCOMPARE(model.index(0, int(Column::Created)).data().toString(), QStringLiteral("14:03:21"));
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    entry.age = 24h;
    model.setEntries({entry});
    QCOMPARE(model.index(0, int(Column::Created)).data().toString(), QStringLiteral("2024-05-01"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().column(), int(Column::Created));
}

void TestCacheEntryModel::hasTitlesAndHelp()
{
    const CacheEntryModel model;
    for (int column = 0; column < CacheEntryModel::kColumnCount; ++column) {
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString().isEmpty());
    }
}

void TestCacheEntryModel::findsRowsById()
{
    CacheEntryModel model;
    model.setEntries(entriesOf({2, 4, 6}));
    QCOMPARE(model.rowOf(EntryId(4)), 1);
    QCOMPARE(model.rowOf(EntryId(5)), -1);
    QCOMPARE(model.rowOf(EntryId(7)), -1);
}

void TestCacheEntryModel::ordersById()
{
    CacheEntryModel model;
    model.setEntries(entriesOf({6, 2, 4}));
    QCOMPARE(model.entryAt(0).id, EntryId(2));
    QCOMPARE(model.entryAt(1).id, EntryId(4));
    QCOMPARE(model.entryAt(2).id, EntryId(6));
}

void TestCacheEntryModel::announcesNothingWhenNothingChanged()
{
    CacheEntryModel model;
    model.setEntries(entriesOf({1, 2, 3}));
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setEntries(entriesOf({3, 2, 1}));
    QCOMPARE(changed.size() + inserted.size() + removed.size(), 0);
}

void TestCacheEntryModel::announcesOneChangedRow()
{
    CacheEntryModel model;
    std::vector<EntryInfo> entries = entriesOf({1, 2, 3});
    model.setEntries(entries);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    entries[1].hits = 1;
    entries[1].lastHit = entries[1].created.addSecs(5);
    entries[1].timeSaved = 3ms;
    model.setEntries(entries);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex(), model.index(1, int(Column::Hits)));
    QCOMPARE(changed[0][1].toModelIndex(), model.index(1, int(Column::TimeSaved)));
    QCOMPARE(model.index(1, int(Column::Hits)).data().toString(), QStringLiteral("1"));
}

void TestCacheEntryModel::announcesTickingAgesAsOneRange()
{
    CacheEntryModel model;
    std::vector<EntryInfo> entries = entriesOf({1, 2, 3});
    for (EntryInfo& entry : entries)
        entry.ttlLeft = 60s;
    model.setEntries(entries);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    for (EntryInfo& entry : entries) {
        entry.age += 250ms;
        entry.ttlLeft = *entry.ttlLeft - 250ms;
    }
    model.setEntries(entries);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex(), model.index(0, int(Column::Age)));
    QCOMPARE(changed[0][1].toModelIndex(), model.index(2, int(Column::SoftLeft)));
}

void TestCacheEntryModel::announcesRunsOfRemovedRows()
{
    CacheEntryModel model;
    model.setEntries(entriesOf({1, 2, 3, 4, 5, 6}));
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setEntries(entriesOf({1, 4, 6}));
    QCOMPARE(removed.size(), 2);
    QCOMPARE(model.rowCount(), 3);
    model.setEntries({});
    QCOMPARE(removed.size(), 3);
    QCOMPARE(model.rowCount(), 0);
}

void TestCacheEntryModel::announcesRunsOfNewRows()
{
    CacheEntryModel model;
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.setEntries(entriesOf({2, 5}));
    QCOMPARE(inserted.size(), 1);
    model.setEntries(entriesOf({1, 2, 3, 4, 5, 6, 7}));
    QCOMPARE(inserted.size(), 4);
    QCOMPARE(model.rowCount(), 7);
    QCOMPARE(model.entryAt(3).id, EntryId(4));
}

void TestCacheEntryModel::removesManyScatteredRowsAtOnce()
{
    CacheEntryModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::vector<EntryInfo> all;
    std::vector<EntryInfo> odd;
    for (quint64 id = 0; id < 1000; ++id) {
        all.push_back(entryOf(id));
        if (id % 2 == 1)
            odd.push_back(entryOf(id));
    }
    model.setEntries(all);
    const QPersistentModelIndex kept = model.index(501, 3);
    const QPersistentModelIndex gone = model.index(500, 3);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setEntries(odd);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(model.rowCount(), 500);
    QVERIFY(!gone.isValid());
    QCOMPARE(model.entryAt(kept.row()).id, EntryId(501));
    QCOMPARE(model.rowOf(EntryId(501)), 250);
}

void TestCacheEntryModel::neverResets()
{
    CacheEntryModel model;
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setEntries(entriesOf({1, 2, 3}));
    model.setEntries(entriesOf({4, 5}));
    model.setEntries({});
    QCOMPARE(reset.size(), 0);
}

void TestCacheEntryModel::equalsANaiveRebuildAfterRandomChanges()
{
    QRandomGenerator random(20240501);
    CacheEntryModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const Mirror mirror(model);
    std::map<quint64, EntryInfo> entries;
    quint64 lastId = 0;
    for (int step = 0; step < 60; ++step) {
        model.setEntries(randomStep(entries, lastId, random));
        QCOMPARE(mirror.rows().size(), entries.size());
        QCOMPARE(size_t(model.rowCount()), entries.size());
        int row = 0;
        for (const auto& [id, entry] : entries) {
            QVERIFY(tellsTheSame(model.entryAt(row), entry));
            QVERIFY(tellsTheSame(mirror.rows()[size_t(row)], entry));
            ++row;
        }
    }
}

void TestCacheEntryModel::keepsPersistentIndexesOnTheirEntries()
{
    QRandomGenerator random(7);
    CacheEntryModel model;
    std::map<quint64, EntryInfo> entries;
    quint64 lastId = 0;
    for (int step = 0; step < 200; ++step) {
        std::map<quint64, QPersistentModelIndex> indexes;
        for (const auto& [id, entry] : entries)
            indexes[id] = model.index(model.rowOf(EntryId(id)), 2);
        model.setEntries(randomStep(entries, lastId, random));
        for (const auto& [id, index] : indexes) {
            // An id that went and came back in one step stayed, for the model.
            QCOMPARE(index.isValid(), entries.contains(id));
            if (index.isValid())
                QCOMPARE(model.entryAt(index.row()).id, EntryId(id));
        }
    }
}

void TestCacheEntryModel::updatesManyEntriesInTime()
{
    constexpr quint64 kCount = 100'000;
    std::vector<EntryInfo> entries;
    for (quint64 id = 1; id <= kCount; ++id)
        entries.push_back(entryOf(id));
    CacheEntryModel model;
    model.setEntries(entries);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    entries.erase(entries.begin() + 10);
    entries[kCount / 2].hits = 1;
    entries.push_back(entryOf(kCount + 1));
    std::rotate(entries.begin(), entries.begin() + qsizetype(kCount / 3), entries.end());
    QElapsedTimer clock;
    clock.start();
    model.setEntries(std::move(entries));
    // Quadratic work would take minutes; the bound leaves room for sanitizers.
    QVERIFY(clock.elapsed() < 10000);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(model.rowCount(), int(kCount));
}

QTEST_GUILESS_MAIN(TestCacheEntryModel)
#include "tst_cacheentrymodel.moc"
