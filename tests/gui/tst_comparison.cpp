#include "models/inspector/cacheentrymodel.h"
#include "tests/support/windowprogram.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/comparisonwindow.h"
#include "ui/inspector/entrydetaildock.h"
#include "ui/panels.h"
#include "ui/preferencesaction.h"
#include "ui/resultpane.h"

#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace larder;

namespace {

const QByteArray kItems = "PRAGMA journal_mode=WAL; CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT);"
                          "INSERT INTO item VALUES (1,'tea'),(2,'salt'),(3,'oil');";

/// The whole program on a database with one entry for all items, which is selected.
struct Program : test::WindowProgram
{
    Program() : WindowProgram(kItems)
    {
        run("SELECT * FROM item");
        select();
    }

    QTableView& entries() { return *window().panels().entries().findChild<QTableView*>(); }
    ComparisonWindow& compared() { return *window().findChild<ComparisonWindow*>(); }
    QTableView& table() { return *compared().findChild<QTableView*>(); }
    QString text(const char* name)
    {
        return compared().findChild<QLabel*>(QString::fromLatin1(name))->text();
    }
    QPushButton& button(const char* name)
    {
        return *compared().findChild<QPushButton*>(QString::fromLatin1(name));
    }
    QString cell(int row, int column) { return table().model()->index(row, column).data().toString(); }
    void select()
    {
        const auto place = [this]() -> QModelIndex {
            for (int row = 0; row < entries().model()->rowCount(); ++row) {
                const QModelIndex index = entries().model()->index(row, int(CacheEntryModel::Column::Sql));
                if (index.data().toString() == QStringLiteral("SELECT * FROM item"))
                    return index;
            }
            return {};
        };
        QTRY_VERIFY(place().isValid());
        entries().setCurrentIndex(place());
    }
    void compare()
    {
        for (QAction* const action : entries().actions()) {
            if (action->objectName() == QStringLiteral("compareSelectedEntry"))
                action->trigger();
        }
        QTRY_VERIFY(compared().isVisible() && !button("comparisonCancel").isEnabled());
    }
    QString entryText(CacheEntryModel::Column column)
    {
        return entries().model()->index(entries().currentIndex().row(), int(column)).data().toString();
    }
};

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void saysThatTheEntryIsEqualAndLeavesItAlone()
    {
        Program program;
        program.compare();
        QCOMPARE(program.text("comparisonVerdict"),
            QStringLiteral("Equal: all 3 rows are as the database has them now."));
        QVERIFY(!program.button("comparisonNext").isEnabled());
        QCOMPARE(program.table().model()->rowCount(), 0);
        QTRY_COMPARE(program.entryText(CacheEntryModel::Column::Hits), QStringLiteral("0"));
    }

    void showsWhatAnotherProgramChanged()
    {
        Program program;
        program.file.exec("UPDATE item SET name = 'cream' WHERE id = 1; DELETE FROM item WHERE id = 2;"
                          "INSERT INTO item VALUES (4, 'rice')");
        program.compare();
        QCOMPARE(program.text("comparisonVerdict"),
            QStringLiteral(
                "The entry differs from the database: 1 row changed (1 cell), 1 added, 1 removed."));
        QVERIFY(program.text("comparisonBasis").startsWith(QStringLiteral("Entry ")));
        QCOMPARE(program.table().model()->rowCount(), 3);
        QCOMPARE(program.cell(0, 0), QStringLiteral("≠ changed"));
        QCOMPARE(program.cell(0, 2), QStringLiteral("tea → cream"));
        QCOMPARE(program.cell(1, 0), QStringLiteral("− removed"));
        QCOMPARE(program.cell(2, 0), QStringLiteral("+ added"));
        program.compared().findChild<QCheckBox*>()->click();
        QCOMPARE(program.table().model()->rowCount(), 4);
        program.table().setCurrentIndex(program.table().model()->index(0, 0));
        program.button("comparisonNext").click();
        QCOMPARE(program.table().currentIndex().row(), 1);
        program.button("comparisonNext").click();
        QCOMPARE(program.table().currentIndex().row(), 3);
        program.button("comparisonPrevious").click();
        QCOMPARE(program.table().currentIndex().row(), 1);
        // The entry is there as it was.
        QCOMPARE(program.window().tabs().current()->pane().result()->rowCount(), 3);
        QCOMPARE(program.entryText(CacheEntryModel::Column::Sql), QStringLiteral("SELECT * FROM item"));
        QCOMPARE(program.entryText(CacheEntryModel::Column::Rows), QStringLiteral("3"));
    }

    void replacesTheEntryOnlyWhenAsked()
    {
        Program program;
        program.file.exec("INSERT INTO item VALUES (4, 'rice'), (5, 'jam')");
        program.compare();
        QCOMPARE(program.entryText(CacheEntryModel::Column::Rows), QStringLiteral("3"));
        program.button("comparisonReplace").click();
        QTRY_VERIFY(program.text("comparisonBasis").startsWith(QStringLiteral("Replaced by")));
        QCOMPARE(program.text("comparisonVerdict"), QStringLiteral("The entry now holds the fresh answer."));
        QVERIFY(!program.button("comparisonReplace").isEnabled());
        const auto rows = [&program] {
            program.select();
            return program.entryText(CacheEntryModel::Column::Rows);
        };
        QTRY_COMPARE(rows(), QStringLiteral("5"));
    }

    void saysThatTheColumnsAreOthers()
    {
        Program program;
        program.file.exec("ALTER TABLE item ADD COLUMN price REAL");
        program.compare();
        QCOMPARE(program.text("comparisonVerdict"),
            QStringLiteral("The entry differs from the database: the answer has other columns now. They were "
                           "id, name, and are id, name, price."));
    }

    void tellsTheErrorOfTheDatabase()
    {
        Program program;
        program.file.exec("DROP TABLE item");
        program.compare();
        QVERIFY(program.text("comparisonVerdict").contains(QStringLiteral("no such table: item")));
        QVERIFY(!program.button("comparisonReplace").isEnabled());
    }

    void canBeCancelled()
    {
        Program program;
        for (QAction* const action : program.entries().actions()) {
            if (action->objectName() == QStringLiteral("compareSelectedEntry"))
                action->trigger();
        }
        QVERIFY(program.button("comparisonCancel").isEnabled());
        program.button("comparisonCancel").click();
        QCOMPARE(program.text("comparisonVerdict"), QStringLiteral("Cancelled. Nothing was compared."));
        QTest::qWait(100);
        QCOMPARE(program.text("comparisonVerdict"), QStringLiteral("Cancelled. Nothing was compared."));
        QVERIFY(!program.button("comparisonCancel").isEnabled());
    }

    void canBeAskedForInThePanelOfOneEntry()
    {
        Program program;
        QTest::keyClick(&program.entries(), Qt::Key_Return);
        EntryDetailDock& detail = *program.window().findChild<EntryDetailDock*>();
        QToolButton& button = *detail.findChild<QToolButton*>(QStringLiteral("compareShownEntry"));
        QTRY_VERIFY(button.isEnabled());
        QTest::mouseClick(&button, Qt::LeftButton);
        QTRY_VERIFY(program.text("comparisonVerdict").startsWith(QStringLiteral("Equal")));
        QTest::keyClick(&program.compared(), Qt::Key_Escape);
        QVERIFY(!program.compared().isVisible());
        QVERIFY(program.text("comparisonVerdict").startsWith(QStringLiteral("Equal")));
    }
};

QTEST_MAIN(TestComparison)
#include "tst_comparison.moc"
