#include "models/inspector/entryrows.h"

#include "models/resultwriter.h"
#include "tests/support/entries.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

QByteArray written(
    const std::vector<EntryInfo>& entries, const std::vector<EntryColumn>& columns, RowFormat format)
{
    ConnectionNames names;
    names.add(fullEntry().facts->components.connection, QStringLiteral("shop"));
    return writtenRows(allOf(entryRows(entries, columns, names)), defaultForm(format), 1 << 20)
        .value_or(QByteArray());
}

} // namespace

class TestEntryRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    }

    void writesWholeTextsAndPlainNumbers();
    void writesNothingForWhatIsNotThere();
    void hasAColumnForEachOfThePanel();
    void writesJson();
};

void TestEntryRows::writesWholeTextsAndPlainNumbers()
{
    EntryInfo entry = fullEntry();
    entry.created = QDateTime(QDate(2024, 5, 1), QTime(14, 3, 21), Qt::UTC);
    using C = EntryColumn;
    QCOMPARE(
        written({entry}, {C::Sql, C::Connection, C::Rows, C::Bytes, C::Created, C::Age, C::FillCost, C::Tags},
            RowFormat::Csv),
        QByteArray("SQL,Connection,Rows,Bytes,Created,Age (ms),Fill cost (ns),Tags\r\n"
                   "\"SELECT *\n  FROM orders\n WHERE id = :id\",shop,1234567,1258291,"
                   "2024-05-01T14:03:21.000Z,7500000,3400000,\"report, daily\"\r\n"));
}

void TestEntryRows::writesNothingForWhatIsNotThere()
{
    using C = EntryColumn;
    QCOMPARE(written({entryOf(1)}, {C::TtlLeft, C::LastHit, C::EvictionRank, C::Hits}, RowFormat::Csv),
        QByteArray("TTL left (ms),Last hit,Evicted as,Hits\r\n,,,0\r\n"));
}

void TestEntryRows::hasAColumnForEachOfThePanel()
{
    std::vector<EntryColumn> columns;
    for (int column = 0; column < kEntryColumnCount; ++column)
        columns.push_back(EntryColumn(column));
    const ResultPtr rows = entryRows(std::vector{fullEntry(), entryOf(2)}, columns, {});
    QCOMPARE(rows->columnCount(), kEntryColumnCount);
    QCOMPARE(rows->rowCount(), 2);
}

void TestEntryRows::writesJson()
{
    QCOMPARE(written({entryOf(7)}, {EntryColumn::Key, EntryColumn::Hits}, RowFormat::Json).simplified(),
        QByteArray("[{\"Key\":\"key7\",\"Hits\":0}]"));
}

QTEST_GUILESS_MAIN(TestEntryRows)
#include "tst_entryrows.moc"
