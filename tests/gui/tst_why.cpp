#include "tests/support/windowprogram.h"
#include "ui/inspector/entrydetaildock.h"
#include "ui/inspector/facttable.h"
#include "ui/inspector/sqlview.h"
#include "ui/inspector/whydock.h"
#include "ui/panels.h"

#include <QAction>
#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace larder;

namespace {

const QByteArray kItems = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT);"
                          "INSERT INTO item VALUES (1,'tea'),(2,'salt'),(3,'oil');";

/// The whole program on a database, with the panel open.
struct Program : test::WindowProgram
{
    Program() : WindowProgram(kItems)
    {
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QTest::keyClick(&window(), Qt::Key_6, Qt::AltModifier);
        QTRY_VERIFY(why().isVisible() && list().isVisible());
    }

    WhyDock& why() { return *window().findChild<WhyDock*>(); }
    QTableView& list() { return *why().findChild<QTableView*>(QStringLiteral("whyRuns")); }
    SqlView& sql() { return *why().findChild<SqlView*>(); }
    QCheckBox& following() { return *why().findChild<QCheckBox*>(); }
    QString headline() { return why().findChild<QLabel*>(QStringLiteral("whyHeadline"))->text(); }
    QString story()
    {
        QStringList lines;
        for (const Fact& fact : why().findChild<FactTable*>()->facts())
            lines << fact.name + QStringLiteral(": ") + fact.value;
        return lines.join(u'\n');
    }
};

} // namespace

class TestWhy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void tellsOfTheLastRunOfTheCurrentTab()
    {
        Program program;
        program.run("SELECT * FROM item");
        QTRY_COMPARE(program.headline(), QStringLiteral("The database answered, because: first time seen"));
        program.run("SELECT * FROM item");
        QTRY_VERIFY(program.headline().startsWith(QStringLiteral("The cache answered")));
        program.window().tabs().addEmptyTab();
        program.run("SELECT name FROM item");
        QTRY_COMPARE(program.sql().sql(), QByteArray("SELECT name FROM item"));
        program.window().tabs().setCurrentIndex(0);
        QTRY_COMPARE(program.sql().sql(), QByteArray("SELECT * FROM item"));
    }

    void underlinesWhatForbidsCaching()
    {
        Program program;
        program.run("SELECT id, random() FROM item");
        QTRY_COMPARE(program.sql().underlined(), QByteArray("random"));
        QVERIFY2(
            program.story().contains(QStringLiteral("What decided: Rule 4")), qPrintable(program.story()));
        program.run("SELECT id FROM item");
        QTRY_COMPARE(program.sql().sql(), QByteArray("SELECT id FROM item"));
        QCOMPARE(program.sql().underlined(), QByteArray());
    }

    void tellsWhatTookTheOlderAnswer()
    {
        Program program;
        program.run("SELECT * FROM item");
        program.run("UPDATE item SET name = 'x' WHERE id = 1");
        program.run("SELECT * FROM item");
        QTRY_VERIFY2(program.story().contains(QStringLiteral("UPDATE item")), qPrintable(program.story()));
    }

    void aChosenRunStaysUntilTheTabIsFollowedAgain()
    {
        Program program;
        program.run("SELECT 1 FROM item");
        program.run("SELECT 2 FROM item");
        QTRY_COMPARE(program.sql().sql(), QByteArray("SELECT 2 FROM item"));
        program.list().setFocus();
        QTest::keyClick(&program.list(), Qt::Key_Down);
        QTRY_COMPARE(program.sql().sql(), QByteArray("SELECT 1 FROM item"));
        QVERIFY(!program.following().isChecked());
        program.run("SELECT 3 FROM item");
        QTRY_COMPARE(program.list().model()->rowCount(), 3);
        QCOMPARE(program.sql().sql(), QByteArray("SELECT 1 FROM item"));
        program.following().click();
        QTRY_COMPARE(program.sql().sql(), QByteArray("SELECT 3 FROM item"));
    }

    void showsTheEntryByItsButton()
    {
        Program program;
        program.run("SELECT name FROM item");
        QToolButton& button = *program.why().findChild<QToolButton*>(QStringLiteral("whyShowEntry"));
        QTRY_VERIFY(button.isEnabled());
        QTest::mouseClick(&button, Qt::LeftButton);
        EntryDetailDock& detail = *program.window().findChild<EntryDetailDock*>();
        QTRY_VERIFY(detail.isVisible());
        QTRY_COMPARE(detail.findChild<SqlView*>()->sql(), QByteArray("SELECT name FROM item"));
        program.run("UPDATE item SET name = 'x' WHERE id = 1");
        QTRY_VERIFY(!button.isEnabled());
    }

    void tellsBeforeAWriteWhatItWouldEnd()
    {
        Program program;
        program.run("SELECT name FROM item");
        program.run("SELECT 7");
        program.tab().editor().setUtf8Text("UPDATE item SET name = 'x' WHERE id = 1");
        program.window().findChild<QAction*>(QStringLiteral("blastRadius"))->trigger();
        auto* const dialog = program.window().findChild<QDialog*>(QStringLiteral("reachDialog"));
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("reachText"))
                    ->text()
                    .startsWith(QStringLiteral("1 entry of ")));
        const FactTable& entries = *dialog->findChild<FactTable*>();
        QCOMPARE(int(entries.facts().size()), 1);
        QCOMPARE(entries.facts()[0].value, QStringLiteral("SELECT name FROM item"));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!dialog->isVisible());
        // It has only been told.
        program.run("SELECT name FROM item");
        QVERIFY(program.tab().status().provenance->source == Source::Cache);
    }
};

QTEST_MAIN(TestWhy)
#include "tst_why.moc"
