#include "models/inspector/cacheentrymodel.h"
#include "tests/support/windowprogram.h"
#include "ui/celldock.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/entrydetaildock.h"
#include "ui/inspector/facttable.h"
#include "ui/inspector/sqlview.h"
#include "ui/panels.h"
#include "ui/resultpane.h"

#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

using namespace larder;

namespace {

const QByteArray kItems = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT);"
                          "INSERT INTO item VALUES (1,'tea'),(2,'salt'),(3,'oil');";

/// The whole program on a database.
struct Program : test::WindowProgram
{
    Program() : WindowProgram(kItems) { }

    CacheEntriesDock& entries() { return window().panels().entries(); }
    EntryDetailDock& detail() { return *window().findChild<EntryDetailDock*>(); }
    QTableView& table() { return *entries().findChild<QTableView*>(); }
    QString headline() { return detail().findChild<QLabel*>(QStringLiteral("entryHeadline"))->text(); }
    FactTable& facts(const char* name) { return *detail().findChild<FactTable*>(QString::fromLatin1(name)); }
    static QString text(const FactTable& table)
    {
        QStringList lines;
        for (const Fact& fact : table.facts())
            lines << fact.name + QStringLiteral(": ") + fact.value;
        return lines.join(u'\n');
    }
    /// Selects the entry whose SQL holds @p part and opens it by Return.
    void open(const QString& part)
    {
        const auto place = [&]() -> QModelIndex {
            for (int row = 0; row < table().model()->rowCount(); ++row) {
                const QModelIndex index = table().model()->index(row, int(CacheEntryModel::Column::Sql));
                if (index.data().toString().contains(part))
                    return index;
            }
            return {};
        };
        QTRY_VERIFY(place().isValid());
        table().setCurrentIndex(place());
        QTest::keyClick(&table(), Qt::Key_Return);
    }
};

} // namespace

class TestEntryDetail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void isClosedUntilSomebodyWantsIt();
    void showsAllOfTheEntryThatReturnOpens();
    void followsTheSelectionWhileOpen();
    void tellsHitsAndKeepsQuietItself();
    void saysThatTheEntryHasGoneAndWhy();
    void followsTheAnswerThatTookItsPlace();
    void expiresByItsButton();
    void isEmptyForAnEntryThatWentBefore();
    void saysWhyItWasNotValidated();
    void isWideEnoughWhenItFirstOpens_data();
    void isWideEnoughWhenItFirstOpens();
};

void TestEntryDetail::isClosedUntilSomebodyWantsIt()
{
    Program program;
    QVERIFY(!program.detail().isVisible());
    program.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    QTest::keyClick(&program.window(), Qt::Key_7, Qt::AltModifier);
    QTRY_VERIFY(program.detail().isVisible());
    QVERIFY(program.headline().startsWith(QStringLiteral("Select an entry")));
}

void TestEntryDetail::showsAllOfTheEntryThatReturnOpens()
{
    Program program;
    program.run("SELECT name FROM item  WHERE id > 1 -- two of them");
    program.open(QStringLiteral("two of them"));
    QTRY_VERIFY(program.headline().startsWith(QStringLiteral("Proven")));
    QVERIFY(program.headline().contains(QStringLiteral("2 rows")));
    QCOMPARE(program.detail().findChild<SqlView*>()->sql(),
        QByteArray("SELECT name FROM item  WHERE id > 1 -- two of them"));
    QCOMPARE(program.detail().findChild<ResultPane*>()->result(), program.tab().pane().result());
    const QString depends = Program::text(program.facts("entryDependencies"));
    QVERIFY2(depends.contains(QStringLiteral("main.item: as it was")), qPrintable(depends));
    QVERIFY2(depends.contains(QStringLiteral("token: proven at")), qPrintable(depends));
    const QString key = Program::text(program.facts("entryKey"));
    QVERIFY2(
        key.contains(QStringLiteral("SQL, normalised: SELECT name FROM item WHERE id > 1")), qPrintable(key));
    QVERIFY2(key.contains(QStringLiteral("Engine: sqlite")), qPrintable(key));
    QVERIFY(Program::text(program.facts("entryTimeline")).contains(QStringLiteral("stored")));
}

void TestEntryDetail::followsTheSelectionWhileOpen()
{
    Program program;
    program.run("SELECT 1 FROM item");
    program.run("SELECT 2 FROM item");
    program.open(QStringLiteral("SELECT 1"));
    QTRY_COMPARE(program.detail().findChild<SqlView*>()->sql(), QByteArray("SELECT 1 FROM item"));
    program.open(QStringLiteral("SELECT 2"));
    QTRY_COMPARE(program.detail().findChild<SqlView*>()->sql(), QByteArray("SELECT 2 FROM item"));
}

void TestEntryDetail::tellsHitsAndKeepsQuietItself()
{
    Program program;
    program.run("SELECT name FROM item");
    program.open(QStringLiteral("SELECT name"));
    QTRY_VERIFY(program.headline().contains(QStringLiteral("0 hits")));
    program.run("SELECT name FROM item");
    QTRY_VERIFY(program.headline().contains(QStringLiteral("1 hit")));
    QTest::qWait(600);
    QVERIFY(program.headline().contains(QStringLiteral("1 hit")));
    const QString timeline = Program::text(program.facts("entryTimeline"));
    QCOMPARE(timeline.count(QStringLiteral("hit: answered")), 1);
    QCOMPARE(timeline.count(QStringLiteral("validated")), 1);
}

void TestEntryDetail::saysThatTheEntryHasGoneAndWhy()
{
    Program program;
    program.run("SELECT name FROM item");
    program.open(QStringLiteral("SELECT name"));
    QTRY_VERIFY(program.headline().startsWith(QStringLiteral("Proven")));
    program.run("UPDATE item SET name = 'x' WHERE id = 1");
    QTRY_VERIFY(program.headline().startsWith(QStringLiteral("Not in the cache any more")));
    QVERIFY(program.headline().contains(QStringLiteral("UPDATE item")));
    QVERIFY(!program.detail().findChild<QToolButton*>(QStringLiteral("expireShownEntry"))->isEnabled());
}

void TestEntryDetail::followsTheAnswerThatTookItsPlace()
{
    Program program;
    program.run("SELECT name FROM item");
    program.open(QStringLiteral("SELECT name"));
    QTRY_VERIFY(program.detail().entry());
    const EntryId before = *program.detail().entry();
    program.tab().runFresh();
    QTRY_VERIFY(program.detail().entry() && *program.detail().entry() != before);
    QTRY_VERIFY(program.headline().startsWith(QStringLiteral("Proven")));
    QVERIFY(Program::text(program.facts("entryTimeline")).contains(QStringLiteral("replaced")));
}

void TestEntryDetail::expiresByItsButton()
{
    Program program;
    program.run("SELECT name FROM item");
    program.open(QStringLiteral("SELECT name"));
    QTRY_VERIFY(program.headline().startsWith(QStringLiteral("Proven")));
    QTest::mouseClick(
        program.detail().findChild<QToolButton*>(QStringLiteral("expireShownEntry")), Qt::LeftButton);
    QTRY_VERIFY(program.headline().contains(QStringLiteral("expired by user")));
    program.run("SELECT name FROM item");
    QVERIFY(program.tab().status().provenance->source == Source::Database);
}

void TestEntryDetail::isEmptyForAnEntryThatWentBefore()
{
    Program program;
    program.run("SELECT name FROM item");
    program.open(QStringLiteral("SELECT name"));
    QTRY_VERIFY(program.headline().startsWith(QStringLiteral("Proven")));
    Q_EMIT program.entries().entryActivated(EntryId(4711));
    QTRY_VERIFY(program.headline().startsWith(QStringLiteral("Select an entry")));
    QVERIFY(program.detail().findChild<SqlView*>()->sql().isEmpty());
    QVERIFY(!program.detail().findChild<QToolButton*>(QStringLiteral("expireShownEntry"))->isEnabled());
}

void TestEntryDetail::saysWhyItWasNotValidated()
{
    Program program;
    program.run("SELECT name FROM item");
    program.open(QStringLiteral("SELECT name"));
    const auto lastCheck = [&program] { return Program::text(program.facts("entryFacts")); };
    QTRY_VERIFY(lastCheck().contains(QStringLiteral("Last validation: Not checked since")));
    program.file.exec("INSERT INTO item VALUES (4,'rice')");
    for (QAction* const action : program.table().actions()) {
        if (action->text() == u"&Validate now")
            action->trigger();
    }
    const QString why
        = QStringLiteral("database may have changed since it was stored: something was written,");
    QTRY_VERIFY2(program.headline().startsWith(QStringLiteral("To be checked · ") + why),
        qPrintable(program.headline()));
    QVERIFY2(lastCheck().contains(why), qPrintable(lastCheck()));
}

void TestEntryDetail::isWideEnoughWhenItFirstOpens_data()
{
    QTest::addColumn<bool>("besideTheCell");
    QTest::newRow("alone") << false;
    QTest::newRow("behind the value of a cell") << true;
}

void TestEntryDetail::isWideEnoughWhenItFirstOpens()
{
    QFETCH(const bool, besideTheCell);
    Program program;
    program.window().resize(1280, 800);
    program.window().panels().resetLayout();
    program.run("SELECT name FROM item");
    if (besideTheCell)
        program.window().panels().goTo(program.window().panels().cell());
    program.open(QStringLiteral("SELECT name"));
    QTRY_VERIFY2(program.detail().width() >= 370, qPrintable(QString::number(program.detail().width())));
    QTRY_VERIFY(!program.facts("entryKey").facts().empty());
    // A word that is too long for its line is cut with a sign, and told in full.
    const FactTable& key = program.facts("entryKey");
    QCOMPARE(key.textElideMode(), Qt::ElideRight);
    const QModelIndex digest
        = key.model()->index(key.model()->rowCount() - 1, int(FactListModel::Column::Content));
    QVERIFY(digest.data(Qt::ToolTipRole).toString().contains(key.facts().back().value));
}

QTEST_MAIN(TestEntryDetail)
#include "tst_entrydetail.moc"
