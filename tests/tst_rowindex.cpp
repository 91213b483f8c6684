#include "cache/rows/rowindex.h"

#include "tests/support/manualclock.h"
#include "tests/support/tablerows.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace larder;
using namespace larder::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(larder::RowFill)
Q_DECLARE_METATYPE(larder::RowRefusal)

namespace {

using Outcome = RowMatch::Outcome;
using Ids = std::vector<EntryId>;

const QStringList kColumns{QStringLiteral("id"), QStringLiteral("a"), QStringLiteral("b")};

bool anyEntry(EntryId)
{
    return true;
}

RowRequest requestFor(const std::vector<Value>& keys, const QByteArrayList& columns = {"a"})
{
    RowRequest request{tableScope(), {"id"}, keys};
    for (const QByteArray& column : columns)
        request.columns.push_back({column});
    return request;
}

Row row(qint64 id, qint64 a, qint64 b)
{
    return {id, a, b};
}

/// An entry with all columns.
RowFill fillOf(quint64 entry, quint64 order, const std::vector<Row>& rows)
{
    return test::fillOf(entry, order, tableResult(kColumns, rows), true);
}

Ids sorted(Ids ids)
{
    std::sort(ids.begin(), ids.end());
    return ids;
}

Ids ids(std::initializer_list<int> numbers)
{
    Ids result;
    for (const int number : numbers)
        result.push_back(EntryId(number));
    return result;
}

} // namespace

class TestRowIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keysMatchByTypeAndValue();
    void findsKeysOfSeveralColumns();
    void findsRowsInTheOrderOfTheirKeysAndEachOnce();
    void otherColumnsThanTheKeyFindNothing();
    void tablesAndUsersAreApart();
    void refusesWhatHasNoRows_data();
    void refusesWhatHasNoRows();
    void aRefusedEntryLeavesNothing();
    void rowsOfAnInvalidEntryAreNotUsed();
    void asksOnceWhetherAnEntryIsValid();
    void namesTheColumnsThatAreMissing();
    void putsColumnsOfOneStampTogether();
    void allColumnsNeedAnEntryThatHasThem();
    void aRowLeavesWithTheLastEntryThatHoldsIt();
    void aNewerValueMakesOlderEntriesSuspect();
    void anOlderValueIsItselfSuspect();
    void theSameValuesAreNotSuspect();
    void columnsThatAreNotSharedAreNotCompared();
    void valuesOfOtherTypesDiffer();
    void anExpiredRowIsMissingUntilANewerFill();
    void aFillAskedBeforeAnExpiryIsRefused();
    void absentRowsAreKnownForFiveSeconds();
    void absentRowsDieWhenTheyAreExpired();
    void absentRowsNeedTheirEntry();
    void anAbsentRowMakesListsSuspect();
    void aNewerRowIsNotAbsent();
    void absentRowsAreBounded();
    void anotherKeyOfTheTableReplacesTheOlder();
    void tellsWhatItKnows();
};

void TestRowIndex::keysMatchByTypeAndValue()
{
    const ManualClock clock;
    RowIndex index(clock);
    const std::vector<Value> keys{qint64(1), text("1"), blob("1"), 1.0, qint64(-1), text(""), text("a\0b"),
        blob(""), 0.0, -0.0, text(QByteArray(100, 'x'))};
    std::vector<Row> rows;
    for (size_t i = 0; i < keys.size(); ++i)
        rows.push_back({keys[i], qint64(i), {}});
    QCOMPARE(index.add(fillOf(1, 1, rows)).refusal, RowRefusal::None);
    for (size_t i = 0; i < keys.size(); ++i) {
        const RowMatch match = index.find(requestFor({keys[i]}), anyEntry);
        QCOMPARE(match.outcome, Outcome::Found);
        QCOMPARE(describedRows(match.rows), QByteArrayList{described(Value(qint64(i)))});
    }
    for (const Value& key : std::vector<Value>{qint64(2), text("A"), text("1 "), 1.5, blob("2"), Value()}) {
        const RowMatch match = index.find(requestFor({key}), anyEntry);
        QCOMPARE(match.outcome, Outcome::UnknownRow);
        QCOMPARE(match.missingKeys, std::vector<size_t>{0});
    }
}

void TestRowIndex::findsKeysOfSeveralColumns()
{
    const ManualClock clock;
    RowIndex index(clock);
    RowFill fill = fillOf(1, 1, {row(1, 12, 2), row(1, 13, 3), row(2, 22, 2)});
    fill.source.keyColumns = {2, 0};
    QCOMPARE(index.add(fill).refusal, RowRefusal::None);
    RowRequest request = requestFor({qint64(1), qint64(3), qint64(2), qint64(2)});
    request.keyColumns = {"id", "b"};
    QCOMPARE(describedRows(index.find(request, anyEntry).rows), (QByteArrayList{"integer 13", "integer 22"}));
    request.keyColumns = {"b", "id"};
    request.keys = {qint64(3), qint64(1)};
    QCOMPARE(describedRows(index.find(request, anyEntry).rows), QByteArrayList{"integer 13"});
    // What of one value belongs to the other must not make them equal.
    fill = fillOf(2, 2, {{text("ab"), qint64(1), text("c")}});
    fill.scope = tableScope("main.u");
    fill.source.keyColumns = {0, 2};
    QCOMPARE(index.add(fill).refusal, RowRefusal::None);
    request = requestFor({text("a"), text("bc")});
    request.scope = fill.scope;
    request.keyColumns = {"id", "b"};
    QCOMPARE(index.find(request, anyEntry).outcome, Outcome::UnknownRow);
}

void TestRowIndex::findsRowsInTheOrderOfTheirKeysAndEachOnce()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 1, {row(1, 10, 0), row(2, 20, 0), row(3, 30, 0)}));
    RowMatch match = index.find(requestFor({qint64(3), qint64(1), qint64(3)}, {"a", "id", "a"}), anyEntry);
    QCOMPARE(match.outcome, Outcome::Found);
    QCOMPARE(describedRows(match.rows),
        (QByteArrayList{"integer 30", "integer 3", "integer 30", "integer 10", "integer 1", "integer 10"}));
    match = index.find(requestFor({qint64(3), qint64(4), qint64(1), qint64(5)}), anyEntry);
    QCOMPARE(match.outcome, Outcome::UnknownRow);
    QCOMPARE(describedRows(match.rows), (QByteArrayList{"integer 30", "integer 10"}));
    QCOMPARE(match.missingKeys, (std::vector<size_t>{1, 3}));
}

void TestRowIndex::otherColumnsThanTheKeyFindNothing()
{
    const ManualClock clock;
    RowIndex index(clock);
    QCOMPARE(index.find(requestFor({qint64(1)}), anyEntry).outcome, Outcome::OtherKey);
    (void)index.add(fillOf(1, 1, {row(1, 10, 1)}));
    RowRequest request = requestFor({qint64(1)});
    request.keyColumns = {"b"};
    QCOMPARE(index.find(request, anyEntry).outcome, Outcome::OtherKey);
    request = requestFor({qint64(1), qint64(1)});
    request.keyColumns = {"id", "b"};
    QCOMPARE(index.find(request, anyEntry).outcome, Outcome::OtherKey);
}

void TestRowIndex::tablesAndUsersAreApart()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 1, {row(1, 10, 0)}));
    RowFill other = fillOf(2, 2, {row(1, 11, 0)});
    other.scope.connection.user = "guest";
    QVERIFY(index.add(other).suspects.empty());
    RowRequest request = requestFor({qint64(1)});
    QCOMPARE(describedRows(index.find(request, anyEntry).rows), QByteArrayList{"integer 10"});
    request.scope.connection.user = "guest";
    QCOMPARE(describedRows(index.find(request, anyEntry).rows), QByteArrayList{"integer 11"});
    request.scope.connection.user = "root";
    QCOMPARE(index.find(request, anyEntry).outcome, Outcome::OtherKey);
}

void TestRowIndex::refusesWhatHasNoRows_data()
{
    QTest::addColumn<RowFill>("fill");
    QTest::addColumn<RowRefusal>("refusal");
    const std::vector<Row> two{row(1, 10, 0), row(2, 20, 0)};
    QTest::newRow("two rows") << fillOf(1, 1, two) << RowRefusal::None;
    QTest::newRow("no row") << fillOf(1, 1, std::vector<Row>()) << RowRefusal::None;
    const auto cut = [&](Completeness how) { return test::fillOf(1, 1, tableResult(kColumns, two, how)); };
    QTest::newRow("limit reached") << cut(Completeness::LimitReached) << RowRefusal::None;
    QTest::newRow("failed") << cut(Completeness::Failed) << RowRefusal::Incomplete;
    QTest::newRow("cancelled") << cut(Completeness::Cancelled) << RowRefusal::Incomplete;
    QTest::newRow("streaming") << cut(Completeness::Streaming) << RowRefusal::Incomplete;
    QTest::newRow("NULL in the key") << fillOf(1, 1, {row(1, 1, 1), Row{{}, qint64(1), qint64(1)}})
                                     << RowRefusal::NullInKey;
    QTest::newRow("a key twice") << fillOf(1, 1, {row(1, 1, 1), row(2, 1, 1), row(1, 1, 1)})
                                 << RowRefusal::DuplicateKey;
    const auto keyed = [&](std::vector<int> columns) {
        RowFill fill = fillOf(1, 1, two);
        fill.source.keyColumns = std::move(columns);
        return fill;
    };
    QTest::newRow("no key") << keyed({}) << RowRefusal::NoKey;
    QTest::newRow("a key column too few") << keyed({-1}) << RowRefusal::NoKey;
    QTest::newRow("a key column too many") << keyed({3}) << RowRefusal::NoKey;
    QTest::newRow("a key column twice") << keyed({0, 0}) << RowRefusal::NoKey;
    RowFill dotted = fillOf(1, 1, two);
    dotted.source.table = "main.t.u";
    QTest::newRow("a name that has two readings") << dotted << RowRefusal::NoKey;
    QTest::newRow("an expression") << test::fillOf(1, 1, resultOf({QStringLiteral("id")}, {{qint64(1)}}))
                                   << RowRefusal::NoKey;
    ResultBuilder joined({{QStringLiteral("id"), {}, QStringLiteral("t"), QStringLiteral("id")},
        {QStringLiteral("a"), {}, QStringLiteral("u"), QStringLiteral("a")}});
    QTest::newRow("two tables") << test::fillOf(1, 1, joined.snapshot(Completeness::Complete))
                                << RowRefusal::NoKey;
    std::vector<Row> many;
    for (qint64 i = 0; i < 20'000; ++i)
        many.push_back({i});
    QTest::newRow("20,000 rows") << test::fillOf(1, 1, tableResult({kColumns.front()}, many))
                                 << RowRefusal::None;
    many.push_back({qint64(-1)});
    QTest::newRow("20,001 rows") << test::fillOf(1, 1, tableResult({kColumns.front()}, many))
                                 << RowRefusal::TooManyRows;
}

void TestRowIndex::refusesWhatHasNoRows()
{
    const ManualClock clock;
    RowIndex index(clock);
    QFETCH(RowFill, fill);
    const RowFillOutcome outcome = index.add(fill);
    QTEST(outcome.refusal, "refusal");
    QCOMPARE(outcome.indexBytes > 0, outcome.refusal == RowRefusal::None);
    QVERIFY(outcome.suspects.empty());
}

void TestRowIndex::aRefusedEntryLeavesNothing()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 1, {row(1, 10, 0)}));
    // In place of an entry that had rows.
    (void)index.add(fillOf(2, 2, {row(1, 10, 0)}));
    QCOMPARE(index.add(fillOf(2, 3, {row(1, 11, 0), row(5, 11, 0), row(5, 11, 0)})).refusal,
        RowRefusal::DuplicateKey);
    QCOMPARE(index.entriesWith(tableScope(), {qint64(1)}), ids({1}));
    QVERIFY(index.entriesWith(tableScope(), {qint64(5)}).empty());
    QVERIFY(index.missingRows(EntryId(1)).empty());
    QCOMPARE(describedRows(index.find(requestFor({qint64(1)}), anyEntry).rows), QByteArrayList{"integer 10"});
    index.remove(EntryId(1));
    QVERIFY(index.scopes().empty());
}

void TestRowIndex::rowsOfAnInvalidEntryAreNotUsed()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 1, {row(1, 10, 0), row(2, 20, 0)}));
    (void)index.add(fillOf(2, 2, {row(1, 10, 0)}));
    const auto only = [](int id) { return [id](EntryId entry) { return entry == EntryId(id); }; };
    const RowMatch match = index.find(requestFor({qint64(1)}), only(1));
    QCOMPARE(match.outcome, Outcome::Found);
    QCOMPARE(match.rows.layouts.front().entries, ids({1}));
    QCOMPARE(index.find(requestFor({qint64(1)}), only(2)).rows.layouts.front().entries, ids({2}));
    QCOMPARE(index.find(requestFor({qint64(2)}), only(2)).outcome, Outcome::UnknownRow);
    QCOMPARE(index.find(requestFor({qint64(1)}), only(3)).outcome, Outcome::UnknownRow);
}

void TestRowIndex::asksOnceWhetherAnEntryIsValid()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 1, {row(1, 10, 0), row(2, 20, 0), row(3, 30, 0)}));
    (void)index.add(fillOf(2, 2, {row(3, 30, 0), row(4, 40, 0)}));
    (void)index.add(fillOf(3, 3, {row(9, 90, 0)}));
    Ids asked;
    const RowMatch match
        = index.find(requestFor({qint64(1), qint64(4), qint64(2), qint64(3)}), [&asked](EntryId entry) {
              asked.push_back(entry);
              return true;
          });
    QCOMPARE(match.outcome, Outcome::Found);
    QCOMPARE(sorted(asked), ids({1, 2}));
    QCOMPARE(match.rows.layouts.size(), size_t(2));
}

void TestRowIndex::namesTheColumnsThatAreMissing()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 1, {row(1, 10, 0)}));
    const RowMatch match = index.find(requestFor({qint64(1)}, {"a", "x", "b", "y", "x"}), anyEntry);
    QCOMPARE(match.outcome, Outcome::ColumnMissing);
    QCOMPARE(match.missingColumns, (QByteArrayList{"x", "y"}));
    QCOMPARE(match.missingKeys, std::vector<size_t>{0});
    // A row that is not known at all weighs more.
    QCOMPARE(index.find(requestFor({qint64(1), qint64(2)}, {"x"}), anyEntry).outcome, Outcome::UnknownRow);
}

void TestRowIndex::putsColumnsOfOneStampTogether()
{
    const ManualClock clock;
    RowIndex index(clock);
    const QStringList withA{QStringLiteral("id"), QStringLiteral("a")};
    const QStringList withB{QStringLiteral("b"), QStringLiteral("id")};
    RowFill first
        = test::fillOf(1, 1, tableResult(withA, {{qint64(1), qint64(10)}, {qint64(2), qint64(20)}}));
    RowFill second
        = test::fillOf(2, 2, tableResult(withB, {{qint64(22), qint64(2)}, {qint64(11), qint64(1)}}));
    second.source.keyColumns = {1};
    (void)index.add(first);
    (void)index.add(second);
    const RowRequest request = requestFor({qint64(1), qint64(2)}, {"b", "a"});
    RowMatch match = index.find(request, anyEntry);
    QCOMPARE(match.outcome, Outcome::ColumnMissing);
    QCOMPARE(match.missingColumns.size(), 1);
    second.stampId = first.stampId;
    (void)index.add(second);
    match = index.find(request, anyEntry);
    QCOMPARE(match.outcome, Outcome::Found);
    QCOMPARE(
        describedRows(match.rows), (QByteArrayList{"integer 11", "integer 10", "integer 22", "integer 20"}));
    QCOMPARE(match.rows.layouts.size(), size_t(1));
    QCOMPARE(sorted(match.rows.layouts.front().entries), ids({1, 2}));
}

void TestRowIndex::allColumnsNeedAnEntryThatHasThem()
{
    const ManualClock clock;
    RowIndex index(clock);
    RowFill fill = fillOf(1, 1, {row(1, 10, 100)});
    fill.source.allColumns = false;
    (void)index.add(fill);
    RowMatch match = index.find(requestFor({qint64(1)}, {}), anyEntry);
    QCOMPARE(match.outcome, Outcome::ColumnMissing);
    QCOMPARE(match.missingColumns, QByteArrayList{"*"});
    fill.source.allColumns = true;
    (void)index.add(fill);
    match = index.find(requestFor({qint64(1)}, {}), anyEntry);
    QCOMPARE(describedRows(match.rows), (QByteArrayList{"integer 1", "integer 10", "integer 100"}));
}

void TestRowIndex::aRowLeavesWithTheLastEntryThatHoldsIt()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 1, {row(1, 10, 0), row(2, 20, 0)}));
    (void)index.add(fillOf(2, 2, {row(2, 20, 0), row(3, 30, 0)}));
    (void)index.add(fillOf(3, 3, {row(2, 20, 0)}));
    index.remove(EntryId(2));
    index.remove(EntryId(7));
    QCOMPARE(index.find(requestFor({qint64(3)}), anyEntry).outcome, Outcome::UnknownRow);
    QCOMPARE(sorted(index.entriesWith(tableScope(), {qint64(2)})), ids({1, 3}));
    index.remove(EntryId(1));
    QCOMPARE(describedRows(index.find(requestFor({qint64(2)}), anyEntry).rows), QByteArrayList{"integer 20"});
    index.remove(EntryId(3));
    QVERIFY(index.scopes().empty());
}

void TestRowIndex::aNewerValueMakesOlderEntriesSuspect()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 1, {row(1, 10, 0), row(2, 20, 0)}));
    (void)index.add(fillOf(2, 2, {row(2, 20, 0)}));
    (void)index.add(fillOf(3, 3, {row(3, 30, 0)}));
    QCOMPARE(sorted(index.add(fillOf(4, 4, {row(3, 30, 0), row(2, 21, 0)})).suspects), ids({1, 2}));
    QCOMPARE(index.missingRows(EntryId(1)), std::vector<qint64>{1});
    QCOMPARE(index.missingRows(EntryId(2)), std::vector<qint64>{0});
    QVERIFY(index.missingRows(EntryId(3)).empty() && index.missingRows(EntryId(4)).empty());
    const RowMatch match = index.find(requestFor({qint64(1), qint64(2)}), anyEntry);
    QCOMPARE(describedRows(match.rows), (QByteArrayList{"integer 10", "integer 21"}));
    // The older value is not believed again when the newer one goes.
    QCOMPARE(index.find(requestFor({qint64(2)}), [](EntryId id) { return id != EntryId(4); }).outcome,
        Outcome::UnknownRow);
}

void TestRowIndex::anOlderValueIsItselfSuspect()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 5, {row(1, 10, 0), row(2, 20, 0)}));
    QCOMPARE(index.add(fillOf(2, 4, {row(1, 10, 0), row(2, 19, 0)})).suspects, ids({2}));
    QCOMPARE(index.missingRows(EntryId(2)), std::vector<qint64>{1});
    QVERIFY(index.missingRows(EntryId(1)).empty());
    QCOMPARE(describedRows(index.find(requestFor({qint64(2)}), anyEntry).rows), QByteArrayList{"integer 20"});
    // One more from before that change.
    QCOMPARE(index.add(fillOf(3, 3, {row(2, 18, 0)})).suspects, ids({3}));
}

void TestRowIndex::theSameValuesAreNotSuspect()
{
    const ManualClock clock;
    RowIndex index(clock);
    const std::vector<Row> rows{{qint64(1), text("x"), 1.5}, {qint64(2), Value(), blob("x")}};
    for (const quint64 order : {3U, 1U, 2U})
        QVERIFY(index.add(fillOf(order, order, rows)).suspects.empty());
    for (const int entry : {1, 2, 3})
        QVERIFY(index.missingRows(EntryId(entry)).empty());
}

void TestRowIndex::columnsThatAreNotSharedAreNotCompared()
{
    const ManualClock clock;
    RowIndex index(clock);
    const auto with = [](const char* column, qint64 value) {
        return tableResult({QStringLiteral("id"), QString::fromLatin1(column)}, {{qint64(1), value}});
    };
    (void)index.add(test::fillOf(1, 1, with("a", 10)));
    QVERIFY(index.add(test::fillOf(2, 2, with("b", 20))).suspects.empty());
    // A row that changed in one column may have in the others.
    QCOMPARE(sorted(index.add(test::fillOf(3, 3, with("A", 11))).suspects), ids({1, 2}));
}

void TestRowIndex::valuesOfOtherTypesDiffer()
{
    const ManualClock clock;
    const std::vector<Value> values{qint64(0), 0.0, -0.0, text(""), blob(""), Value(), text("0")};
    for (size_t i = 0; i < values.size(); ++i) {
        for (size_t j = 0; j < values.size(); ++j) {
            RowIndex index(clock);
            (void)index.add(fillOf(1, 1, {{qint64(1), values[i], {}}}));
            QCOMPARE(index.add(fillOf(2, 2, {{qint64(1), values[j], {}}})).suspects.empty(), i == j);
        }
    }
}

void TestRowIndex::anExpiredRowIsMissingUntilANewerFill()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 1, {row(1, 10, 0), row(2, 20, 0)}));
    (void)index.add(fillOf(2, 2, {row(2, 20, 0), row(1, 10, 0)}));
    (void)index.add(fillOf(3, 3, {row(3, 30, 0)}));
    QCOMPARE(sorted(index.expireRow(tableScope(), {qint64(1)}, 4)), ids({1, 2}));
    QVERIFY(index.expireRow(tableScope(), {qint64(1)}, 5).empty());
    QVERIFY(index.expireRow(tableScope(), {qint64(7)}, 6).empty());
    QCOMPARE(index.missingRows(EntryId(1)), std::vector<qint64>{0});
    QCOMPARE(index.missingRows(EntryId(2)), std::vector<qint64>{1});
    QCOMPARE(index.find(requestFor({qint64(1)}), anyEntry).outcome, Outcome::UnknownRow);
    QCOMPARE(index.find(requestFor({qint64(2)}), anyEntry).outcome, Outcome::Found);
    QVERIFY(index.add(fillOf(4, 7, {row(1, 10, 0)})).suspects.empty());
    QCOMPARE(index.find(requestFor({qint64(1)}), anyEntry).rows.layouts.front().entries, ids({4}));
    // The lists still hold what was expired.
    QCOMPARE(index.missingRows(EntryId(1)), std::vector<qint64>{0});
}

void TestRowIndex::aFillAskedBeforeAnExpiryIsRefused()
{
    const ManualClock clock;
    RowIndex index(clock);
    QVERIFY(index.expireRow(tableScope(), {qint64(1)}, 5).empty());
    QCOMPARE(index.add(fillOf(1, 4, {row(1, 10, 0)})).refusal, RowRefusal::RowExpired);
    QCOMPARE(index.find(requestFor({qint64(1)}), anyEntry).outcome, Outcome::OtherKey);
    RowFill elsewhere = fillOf(2, 4, {row(1, 10, 0)});
    elsewhere.scope = tableScope("main.u");
    QCOMPARE(index.add(elsewhere).refusal, RowRefusal::None);
    QCOMPARE(index.add(fillOf(3, 6, {row(1, 10, 0)})).refusal, RowRefusal::None);
}

void TestRowIndex::absentRowsAreKnownForFiveSeconds()
{
    ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 1, {row(1, 10, 0)}));
    QVERIFY(index.noteAbsent(tableScope(), {qint64(2)}, 2, EntryId(1)).empty());
    const RowRequest request = requestFor({qint64(2), qint64(1)});
    RowMatch match = index.find(request, anyEntry);
    QCOMPARE(match.outcome, Outcome::Found);
    QCOMPARE(describedRows(match.rows), QByteArrayList{"integer 10"});
    // No row at all, but columns.
    match = index.find(requestFor({qint64(2)}, {}), anyEntry);
    QCOMPARE(match.outcome, Outcome::Found);
    QCOMPARE(match.rows.layouts.front().places.size(), size_t(3));
    QCOMPARE(index.find(requestFor({qint64(2)}, {"x"}), anyEntry).outcome, Outcome::ColumnMissing);
    clock.advance(5s - 1ns);
    QCOMPARE(index.find(request, anyEntry).outcome, Outcome::Found);
    QCOMPARE(index.scopes().front().absentRows, 1);
    clock.advance(1ns);
    QCOMPARE(index.find(request, anyEntry).outcome, Outcome::UnknownRow);
    QCOMPARE(index.scopes().front().absentRows, 0);
}

void TestRowIndex::absentRowsDieWhenTheyAreExpired()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 1, {row(1, 10, 0)}));
    (void)index.noteAbsent(tableScope(), {qint64(2)}, 5, EntryId(1));
    QCOMPARE(index.find(requestFor({qint64(2)}), anyEntry).outcome, Outcome::Found);
    (void)index.expireRow(tableScope(), {qint64(2)}, 6);
    QCOMPARE(index.find(requestFor({qint64(2)}), anyEntry).outcome, Outcome::UnknownRow);
    // Asked before that, heard after it.
    (void)index.noteAbsent(tableScope(), {qint64(2)}, 5, EntryId(1));
    QCOMPARE(index.find(requestFor({qint64(2)}), anyEntry).outcome, Outcome::UnknownRow);
}

void TestRowIndex::absentRowsNeedTheirEntry()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 1, {row(1, 10, 0)}));
    (void)index.noteAbsent(tableScope(), {qint64(2)}, 2, EntryId(9));
    QCOMPARE(index.find(requestFor({qint64(2)}), [](EntryId id) { return id == EntryId(1); }).outcome,
        Outcome::UnknownRow);
}

void TestRowIndex::anAbsentRowMakesListsSuspect()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 1, {row(1, 10, 0), row(2, 20, 0)}));
    QCOMPARE(index.noteAbsent(tableScope(), {qint64(2)}, 2, EntryId(3)), ids({1}));
    QCOMPARE(index.missingRows(EntryId(1)), std::vector<qint64>{1});
    const RowMatch match = index.find(requestFor({qint64(1), qint64(2)}), anyEntry);
    QCOMPARE(describedRows(match.rows), QByteArrayList{"integer 10"});
    // It comes back by a fill that was asked later only.
    QCOMPARE(index.add(fillOf(4, 3, {row(2, 20, 0)})).suspects, Ids());
    QCOMPARE(describedRows(index.find(requestFor({qint64(2)}), anyEntry).rows), QByteArrayList{"integer 20"});
}

void TestRowIndex::aNewerRowIsNotAbsent()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 5, {row(1, 10, 0)}));
    QVERIFY(index.noteAbsent(tableScope(), {qint64(1)}, 4, EntryId(2)).empty());
    QCOMPARE(describedRows(index.find(requestFor({qint64(1)}), anyEntry).rows), QByteArrayList{"integer 10"});
    (void)index.noteAbsent(tableScope(), {qint64(2)}, 6, EntryId(1));
    QCOMPARE(index.add(fillOf(3, 5, {row(2, 20, 0)})).suspects, ids({3}));
    QVERIFY(index.find(requestFor({qint64(2)}), anyEntry).rows.rows.empty());
}

void TestRowIndex::absentRowsAreBounded()
{
    ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 1, {row(-1, 10, 0)}));
    for (qint64 key = 0; key < 1'500; ++key)
        (void)index.noteAbsent(tableScope(), {key}, quint64(key) + 2, EntryId(1));
    QCOMPARE(index.scopes().front().absentRows, 1'000);
    QCOMPARE(index.find(requestFor({qint64(499)}), anyEntry).outcome, Outcome::UnknownRow);
    QCOMPARE(index.find(requestFor({qint64(500)}), anyEntry).outcome, Outcome::Found);
    clock.advance(5s);
    (void)index.noteAbsent(tableScope(), {qint64(2'000)}, 2'000, EntryId(1));
    QCOMPARE(index.scopes().front().absentRows, 1);
    QCOMPARE(index.scopes().front().rows, 1);
}

void TestRowIndex::anotherKeyOfTheTableReplacesTheOlder()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 2, {row(1, 10, 5)}));
    RowFill fill = fillOf(2, 1, {row(1, 10, 5)});
    fill.source.keyColumns = {2};
    QCOMPARE(index.add(fill).refusal, RowRefusal::OtherKey);
    fill.order = 3;
    const RowFillOutcome outcome = index.add(fill);
    QCOMPARE(outcome.refusal, RowRefusal::None);
    QCOMPARE(outcome.suspects, ids({1}));
    QCOMPARE(index.find(requestFor({qint64(1)}), anyEntry).outcome, Outcome::OtherKey);
    RowRequest request = requestFor({qint64(5)});
    request.keyColumns = {"b"};
    QCOMPARE(index.find(request, anyEntry).outcome, Outcome::Found);
    index.remove(EntryId(1));
    index.remove(EntryId(2));
    QVERIFY(index.scopes().empty());
}

void TestRowIndex::tellsWhatItKnows()
{
    const ManualClock clock;
    RowIndex index(clock);
    (void)index.add(fillOf(1, 1, {row(1, 10, 0), row(2, 20, 0)}));
    (void)index.add(
        test::fillOf(2, 2, tableResult({QStringLiteral("ID"), QStringLiteral("Zip")}, {{qint64(2), {}}})));
    (void)index.noteAbsent(tableScope(), {qint64(3)}, 3, EntryId(1));
    (void)index.noteAbsent(tableScope(), {qint64(1)}, 4, EntryId(1));
    QCOMPARE(index.scopes().size(), size_t(1));
    const RowScopeInfo info = index.scopes().front();
    QCOMPARE(info.scope, tableScope());
    QCOMPARE(info.keyColumns, QByteArrayList{"id"});
    QCOMPARE(info.columns, (QByteArrayList{"a", "b", "id", "zip"}));
    QCOMPARE(info.rows, 2);
    QCOMPARE(info.refs, 3);
    QCOMPARE(info.absentRows, 2);
    QCOMPARE(sorted(index.entriesWith(tableScope(), {qint64(2)})), ids({1, 2}));
    QVERIFY(index.entriesWith(tableScope(), {text("2")}).empty());
    QVERIFY(index.entriesWith(tableScope("main.u"), {qint64(2)}).empty());
}

QTEST_APPLESS_MAIN(TestRowIndex)
#include "tst_rowindex.moc"
