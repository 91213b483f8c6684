#include "app/application.h"
#include "models/inspector/entrycolumn.h"
#include "tests/support/sqlitefixture.h"
#include "ui/exportdialog.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/cacheentriestable.h"
#include "ui/inspector/expiredialog.h"
#include "ui/messagesdock.h"
#include "ui/noticebar.h"
#include "ui/panels.h"
#include "ui/querytab.h"
#include "ui/resultpane.h"
#include "ui/schemadock.h"
#include "ui/sqleditor.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

using namespace larder;

namespace {

const QByteArray kShop = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT);"
                         "INSERT INTO item VALUES (1,'tea'),(2,'salt'),(3,'oil');"
                         "CREATE TABLE bill(id INTEGER PRIMARY KEY, total INTEGER);"
                         "INSERT INTO bill VALUES (1,10),(2,20);";

/// The whole program over a database of its own, with its panel of entries.
class Program
{
public:
    Program() : m_application(m_settings.path())
    {
        m_application.start({.connections = {m_file.path()}});
        [this] {
            QVERIFY(QTest::qWaitForWindowExposed(&window()));
            QTRY_VERIFY(window().tabs().currentQuery()->connection().has_value());
            QTRY_COMPARE(cached().size(), size_t(1));
        }();
        // Leaves what the tree shows out.
        filter().setText(QStringLiteral("-kind:schema"));
    }

    [[nodiscard]] MainWindow& window() { return m_application.window(); }
    [[nodiscard]] CacheEntriesDock& dock() { return window().panels().entries(); }
    [[nodiscard]] CacheEntriesTable& table() { return *dock().findChild<CacheEntriesTable*>(); }
    [[nodiscard]] QLineEdit& filter()
    {
        return *dock().findChild<QLineEdit*>(QStringLiteral("cacheEntryFilter"));
    }
    [[nodiscard]] NoticeBar& notice()
    {
        return *dock().findChild<NoticeBar*>(QStringLiteral("entriesNotice"));
    }
    [[nodiscard]] ResultCache& cache() { return m_application.engine().cache(); }
    [[nodiscard]] qint64 bypasses() { return m_application.engine().service().statistics().bypasses(); }
    [[nodiscard]] const SqliteFixture& file() const { return m_file; }
    [[nodiscard]] std::vector<EntryInfo> cached() { return cache().entries(); }
    [[nodiscard]] EntryInfo cached(const QByteArray& sql)
    {
        for (const EntryInfo& entry : cached()) {
            if (entry.facts->sql == sql)
                return entry;
        }
        return {};
    }
    [[nodiscard]] bool holds(const QByteArray& sql) { return cached(sql).facts != nullptr; }

    void run(const QByteArray& sql)
    {
        QueryTab& tab = *window().tabs().currentQuery();
        tab.editor().setUtf8Text(sql);
        tab.runStatement();
        QTRY_VERIFY(!tab.status().busy);
        QTRY_VERIFY(rowOf(sql) >= 0);
    }
    /// Runs each of @p statements, whose entries are then shown.
    void runAll(const QByteArrayList& statements)
    {
        for (const QByteArray& sql : statements)
            run(sql);
    }
    [[nodiscard]] int rowOf(const QByteArray& sql)
    {
        for (int row = 0; row < table().model()->rowCount(); ++row) {
            if (text(row, EntryColumn::Sql).toUtf8() == sql)
                return row;
        }
        return -1;
    }
    [[nodiscard]] QString text(int row, EntryColumn column)
    {
        return table().model()->index(row, int(column)).data().toString();
    }
    [[nodiscard]] QString text(const QByteArray& sql, EntryColumn column) { return text(rowOf(sql), column); }
    void select(const QByteArray& sql)
    {
        QTRY_VERIFY(rowOf(sql) >= 0);
        table().selectRow(rowOf(sql));
    }
    /// Chooses from the menu of the entries or what is below it.
    void choose(const QString& text)
    {
        auto* const more = dock().findChild<QMenu*>(QStringLiteral("expireMenu"));
        Q_EMIT more->aboutToShow();
        trigger(dock().findChild<QMenu*>(QStringLiteral("entryMenu"))->actions() + more->actions(), text);
    }
    void chooseFrom(const char* menu, const QString& text)
    {
        auto* const found = dock().findChild<QMenu*>(QString::fromLatin1(menu));
        Q_EMIT found->aboutToShow();
        trigger(found->actions(), text);
    }
    static void trigger(const QList<QAction*>& actions, const QString& text)
    {
        for (QAction* const action : actions) {
            if (QString(action->text()).remove(u'&') != text)
                continue;
            QVERIFY(action->isEnabled());
            action->trigger();
            return;
        }
        QFAIL(qPrintable(QStringLiteral("no action ") + text));
    }
    [[nodiscard]] ExpireDialog* question() { return dock().findChild<ExpireDialog*>(); }
    void confirm()
    {
        QTRY_VERIFY(question());
        QTest::mouseClick(
            question()->findChild<QPushButton*>(QStringLiteral("confirmExpire")), Qt::LeftButton);
        QTRY_VERIFY(!question());
    }
    void undo() { QTest::mouseClick(notice().findChild<QPushButton*>(), Qt::LeftButton); }

private:
    const QTemporaryDir m_settings;
    const SqliteFixture m_file{kShop};
    Application m_application;
};

const QByteArray kItems = "SELECT * FROM item";
const QByteArray kNames = "SELECT name FROM item";
const QByteArray kBills = "SELECT * FROM bill";

} // namespace

class TestCacheActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        // The offscreen platform says so of sizes, of raising, and of grabbing the mouse.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void namesTheConnectionOfAnEntry();
    void expiresOneEntryAndBringsItBack();
    void expiresTheSelectionAfterAQuestion();
    void undoesByItsKeyAllOverTheWindow();
    void leavesTheKeyToWhatEditsText();
    void expiresATableAndBringsItBack();
    void expiresAConnection();
    void expiresByTagAndPattern();
    void expiresEverythingAndBringsItBack();
    void pinsAndUnpins();
    void setsTags();
    void marksAsOutdated();
    void refreshesAnEntryInPlace();
    void saysHowManyItFoundToExpireAndToBringBack();
    void offersForOneEntryWhatShowsOne();
    void tellsHowManyTheFilterShows();
    void validatesWhatHoldsAndWhatChanged();
    void saysWhyItCouldNotValidate();
    void opensTheResultInATab();
    void opensTheResultByItsKey();
    void itsKeyNeverRunsTheStatementOfTheEditor();
    void copiesSqlAndKey();
    void copiesAndExportsTheList();
    void saysWhatIsWrongWithTheFilter();
    void keepsColumnsAndSets();
    void showsWhoIsEvictedNext();
    void looksWithoutATrace();
};

void TestCacheActions::namesTheConnectionOfAnEntry()
{
    Program program;
    program.run(kItems);
    QTRY_COMPARE(program.text(kItems, EntryColumn::Connection),
        program.window().tabs().currentQuery()->connection()->label);
    QCOMPARE(program.text(kItems, EntryColumn::Kind), QStringLiteral("result"));
    QCOMPARE(program.text(kItems, EntryColumn::Columns), QStringLiteral("2"));
}

void TestCacheActions::expiresOneEntryAndBringsItBack()
{
    Program program;
    program.runAll({kItems, kBills});
    program.select(kItems);
    program.choose(QStringLiteral("Expire selected"));
    QVERIFY(!program.question());
    QVERIFY(!program.holds(kItems));
    QVERIFY(program.holds(kBills));
    QCOMPARE(program.notice().text(), QStringLiteral("1 entry expired."));
    QVERIFY(program.notice().isVisible());
    QTRY_COMPARE(program.rowOf(kItems), -1);
    program.undo();
    QVERIFY(program.holds(kItems));
    QCOMPARE(program.notice().text(), QStringLiteral("1 entry is back."));
    QTRY_VERIFY(program.rowOf(kItems) >= 0);
}

void TestCacheActions::expiresTheSelectionAfterAQuestion()
{
    Program program;
    program.runAll({kItems, kNames, kBills});
    program.table().selectAll();
    program.choose(QStringLiteral("Expire selected"));
    QTest::keyClick(program.question(), Qt::Key_Escape);
    QTRY_VERIFY(!program.question());
    QVERIFY(program.holds(kItems));
    program.choose(QStringLiteral("Expire selected"));
    program.confirm();
    QVERIFY(!program.holds(kItems) && !program.holds(kNames) && !program.holds(kBills));
    QCOMPARE(program.notice().text(), QStringLiteral("3 entries expired."));
    program.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    program.table().setFocus();
    QTest::keyClick(&program.table(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(program.holds(kItems) && program.holds(kNames) && program.holds(kBills));
}

void TestCacheActions::undoesByItsKeyAllOverTheWindow()
{
    Program program;
    program.run(kItems);
    program.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    Panels& panels = program.window().panels();
    QWidget* const grid = &program.window().tabs().currentQuery()->pane();
    const auto undoIn = [&](QWidget* widget) {
        program.select(kItems);
        program.choose(QStringLiteral("Expire selected"));
        QVERIFY(!program.holds(kItems));
        QTRY_COMPARE(program.rowOf(kItems), -1);
        program.dock().setVisible(widget != grid);
        widget->show();
        widget->raise();
        widget->setFocus();
        QTRY_VERIFY(QApplication::focusWidget() && widget->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(program.holds(kItems));
    };
    undoIn(&panels.schema());
    // Stands before the panel of the entries.
    undoIn(&panels.messages());
    // That panel is closed.
    undoIn(grid);
}

void TestCacheActions::leavesTheKeyToWhatEditsText()
{
    Program program;
    program.run(kItems);
    program.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    program.select(kItems);
    program.choose(QStringLiteral("Expire selected"));
    SqlEditor& editor = program.window().tabs().currentQuery()->editor();
    editor.setFocus();
    QTest::keyClicks(&editor, QStringLiteral("x"));
    QVERIFY(editor.utf8Text() != kItems);
    QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor.utf8Text(), kItems);
    QVERIFY(!program.holds(kItems));
    // Also where there is nothing to take back.
    QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier);
    program.filter().setFocus();
    QTest::keyClick(&program.filter(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!program.holds(kItems));
}

void TestCacheActions::expiresATableAndBringsItBack()
{
    Program program;
    program.runAll({kItems, kNames, kBills});
    program.select(kItems);
    const QString label = program.window().tabs().currentQuery()->connection()->label;
    program.choose(QStringLiteral("All of table “item” of %1").arg(label));
    program.confirm();
    QTRY_VERIFY(!program.holds(kItems) && !program.holds(kNames));
    QVERIFY(program.holds(kBills));
    QCOMPARE(program.notice().text(), QStringLiteral("2 entries expired."));
    program.undo();
    QVERIFY(program.holds(kItems) && program.holds(kNames));
}

void TestCacheActions::expiresAConnection()
{
    Program program;
    program.runAll({kItems, kBills});
    program.select(kItems);
    const QString label = program.window().tabs().currentQuery()->connection()->label;
    program.choose(QStringLiteral("All of connection “%1”").arg(label));
    program.confirm();
    QTRY_VERIFY(program.cached().empty());
    // That of the tree, too.
    QCOMPARE(program.notice().text(), QStringLiteral("3 entries expired."));
}

void TestCacheActions::expiresByTagAndPattern()
{
    Program program;
    program.runAll({kItems, kNames, kBills});
    program.select(kBills);
    program.choose(QStringLiteral("Tags…"));
    auto* const tags = program.dock().findChild<QInputDialog*>();
    tags->setTextValue(QStringLiteral("report"));
    tags->accept();
    QTRY_COMPARE(program.text(kBills, EntryColumn::Tags), QStringLiteral("report"));
    program.choose(QStringLiteral("All with tag “report”"));
    program.confirm();
    QVERIFY(!program.holds(kBills));
    QVERIFY(program.holds(kItems));
    program.choose(QStringLiteral("By pattern…"));
    QTest::keyClicks(program.question()->findChild<QLineEdit*>(), QStringLiteral("name*item"));
    QTRY_VERIFY(program.question()->findChild<QPushButton*>(QStringLiteral("confirmExpire"))->isEnabled());
    program.confirm();
    QVERIFY(!program.holds(kNames));
    QVERIFY(program.holds(kItems));
}

void TestCacheActions::expiresEverythingAndBringsItBack()
{
    Program program;
    program.runAll({kItems, kBills});
    QTest::mouseClick(
        program.dock().findChild<QToolButton*>(QStringLiteral("expireAllButton")), Qt::LeftButton);
    QMessageBox* box = nullptr;
    QTRY_VERIFY((box = program.dock().findChild<QMessageBox*>()));
    QTest::mouseClick(box->findChild<QPushButton*>(QStringLiteral("confirmExpireAll")), Qt::LeftButton);
    QTRY_VERIFY(program.cached().empty());
    QCOMPARE(program.notice().text(), QStringLiteral("3 entries expired."));
    program.undo();
    QCOMPARE(program.notice().text(), QStringLiteral("3 entries are back."));
    QCOMPARE(program.cached().size(), size_t(3));
}

void TestCacheActions::pinsAndUnpins()
{
    Program program;
    program.run(kItems);
    program.select(kItems);
    program.choose(QStringLiteral("Pin"));
    QVERIFY(program.cached(kItems).pinned);
    QTRY_VERIFY(program.text(kItems, EntryColumn::State).startsWith(QStringLiteral("Pinned")));
    program.choose(QStringLiteral("Unpin"));
    QVERIFY(!program.cached(kItems).pinned);
    QTRY_VERIFY(!program.text(kItems, EntryColumn::State).contains(QStringLiteral("Pinned")));
}

void TestCacheActions::setsTags()
{
    Program program;
    program.run(kItems);
    program.select(kItems);
    program.choose(QStringLiteral("Tags…"));
    auto* const dialog = program.dock().findChild<QInputDialog*>();
    dialog->setTextValue(QStringLiteral("daily, shop"));
    dialog->accept();
    QCOMPARE(program.cached(kItems).tags, QByteArrayList({"daily", "shop"}));
    QTRY_COMPARE(program.text(kItems, EntryColumn::Tags), QStringLiteral("daily, shop"));
    program.filter().setText(QStringLiteral("tag:shop"));
    QVERIFY(program.rowOf(kItems) >= 0);
    program.filter().setText(QStringLiteral("-tag:shop"));
    QCOMPARE(program.rowOf(kItems), -1);
}

void TestCacheActions::marksAsOutdated()
{
    Program program;
    program.run(kItems);
    program.select(kItems);
    program.choose(QStringLiteral("Mark as outdated"));
    QVERIFY(program.cached(kItems).outdated);
    QTRY_VERIFY(program.text(kItems, EntryColumn::State).startsWith(QStringLiteral("Outdated")));
}

void TestCacheActions::refreshesAnEntryInPlace()
{
    Program program;
    program.run(kItems);
    const EntryInfo before = program.cached(kItems);
    program.file().exec("INSERT INTO item VALUES (4,'rice')");
    program.select(kItems);
    program.choose(QStringLiteral("Pin"));
    program.choose(QStringLiteral("Refresh"));
    QTRY_COMPARE(program.notice().text(), QStringLiteral("1 entry refreshed."));
    const EntryInfo fresh = program.cached(kItems);
    QCOMPARE(fresh.facts->rows, 4);
    QCOMPARE(fresh.facts->key, before.facts->key);
    QVERIFY(fresh.id != before.id);
    QVERIFY(fresh.pinned);
    QTRY_COMPARE(program.text(kItems, EntryColumn::Rows), QStringLiteral("4"));
    // The selection follows the request to its new answer.
    QCOMPARE(program.dock().selectedEntries(), std::vector{fresh.id});
    QCOMPARE(program.table().currentIndex().row(), program.rowOf(kItems));
    QCOMPARE(program.text(kItems, EntryColumn::Number), QString::number(quint64(fresh.id)));
    // Which was no run of the user's.
    QCOMPARE(program.bypasses(), 0);
}

void TestCacheActions::saysHowManyItFoundToExpireAndToBringBack()
{
    Program program;
    program.runAll({kItems, kNames, kBills});
    program.table().selectAll();
    program.choose(QStringLiteral("Expire selected"));
    QTRY_VERIFY(program.question());
    program.cache().expire({program.cached(kBills).id}, {ReasonCode::Evicted});
    program.confirm();
    QCOMPARE(program.notice().text(), QStringLiteral("2 entries expired. 1 more had gone before."));
    QTRY_COMPARE(program.rowOf(kItems), -1);
    program.run(kItems);
    program.undo();
    QCOMPARE(program.notice().text(),
        QStringLiteral(
            "1 entry is back. Of 2 that had expired, the others were changed or fetched anew since."));
}

void TestCacheActions::offersForOneEntryWhatShowsOne()
{
    Program program;
    program.runAll({kItems, kNames});
    const auto isOffered = [&](const char* name) {
        for (const QAction* const action :
            program.dock().findChild<QMenu*>(QStringLiteral("entryMenu"))->actions()) {
            if (action->objectName() == QLatin1String(name))
                return action->isEnabled();
        }
        qFatal("no action %s", name);
    };
    program.select(kItems);
    QVERIFY(isOffered("showEntryDetails") && isOffered("compareSelectedEntry"));
    program.table().selectAll();
    QVERIFY(!isOffered("showEntryDetails") && !isOffered("compareSelectedEntry"));
}

void TestCacheActions::tellsHowManyTheFilterShows()
{
    Program program;
    program.runAll({kItems, kNames, kBills});
    const auto* const totals = program.dock().findChild<QLabel*>(QStringLiteral("cacheTotals"));
    program.filter().setText(QStringLiteral("table:bill"));
    QTRY_VERIFY2(totals->text().startsWith(QStringLiteral("1 of 4 entries")), qPrintable(totals->text()));
    program.filter().setText(QStringLiteral("entry:%1").arg(quint64(program.cached(kNames).id)));
    QCOMPARE(program.table().model()->rowCount(), 1);
    QCOMPARE(program.rowOf(kNames), 0);
    program.filter().clear();
    QVERIFY(totals->text().startsWith(QStringLiteral("4 entries")));
}

void TestCacheActions::validatesWhatHoldsAndWhatChanged()
{
    Program program;
    program.run(kItems);
    program.select(kItems);
    program.choose(QStringLiteral("Validate now"));
    QTRY_COMPARE(program.notice().text(), QStringLiteral("1 entry still holds."));
    QTRY_VERIFY(program.text(kItems, EntryColumn::LastCheck).endsWith(QStringLiteral("holds")));
    program.file().exec("INSERT INTO item VALUES (4,'rice')");
    program.choose(QStringLiteral("Validate now"));
    QTRY_COMPARE(program.notice().text(),
        QStringLiteral(
            "0 entries still hold. 1 may have changed (database may have changed since it was stored: "
            "something was written, maybe to other tables)."));
    QTRY_VERIFY(program.text(kItems, EntryColumn::LastCheck).endsWith(QStringLiteral("changed")));
    QCOMPARE(program.text(kItems, EntryColumn::State), QStringLiteral("To be checked"));
    QVERIFY(program.holds(kItems));
}

void TestCacheActions::saysWhyItCouldNotValidate()
{
    Program program;
    program.run(kItems);
    program.select(kItems);
    QVERIFY(QFile::rename(program.file().path(), program.file().path() + QStringLiteral(".away")));
    program.choose(QStringLiteral("Validate now"));
    QTRY_VERIFY(program.notice().text().startsWith(QStringLiteral("Not validated: ")));
    QTRY_VERIFY(program.text(kItems, EntryColumn::LastCheck).endsWith(QStringLiteral("failed")));
    QVERIFY(QFile::rename(program.file().path() + QStringLiteral(".away"), program.file().path()));
}

void TestCacheActions::opensTheResultInATab()
{
    Program program;
    program.runAll({kItems, kBills});
    program.select(kItems);
    const int tabs = program.window().tabs().count();
    const qint64 hits = program.cached(kItems).hits;
    program.choose(QStringLiteral("Open result"));
    QCOMPARE(program.window().tabs().count(), tabs + 1);
    QueryTab& tab = *program.window().tabs().currentQuery();
    QCOMPARE(tab.editor().utf8Text(), kItems);
    QTRY_VERIFY(tab.pane().result());
    QCOMPARE(tab.pane().result()->rowCount(), 3);
    QTRY_COMPARE(program.cached(kItems).hits, hits + 1);
}

// The window has the same key for another statement.
void TestCacheActions::opensTheResultByItsKey()
{
    Program program;
    program.runAll({kItems, kBills});
    program.select(kItems);
    program.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    program.table().setFocus();
    const int tabs = program.window().tabs().count();
    QTest::keyClick(&program.table(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(program.window().tabs().count(), tabs + 1);
    QCOMPARE(program.window().tabs().currentQuery()->editor().utf8Text(), kItems);
}

// What the tree shows has no result to open.
void TestCacheActions::itsKeyNeverRunsTheStatementOfTheEditor()
{
    Program program;
    program.filter().clear();
    program.window().tabs().currentQuery()->editor().setUtf8Text("DELETE FROM item WHERE id = 1");
    QTRY_COMPARE(program.table().model()->rowCount(), 1);
    program.table().selectRow(0);
    program.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    program.table().setFocus();
    QTest::keyClick(&program.table(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!program.window().tabs().currentQuery()->status().busy);
    QCOMPARE(program.window().tabs().currentQuery()->status().message, QString());
}

void TestCacheActions::copiesSqlAndKey()
{
    Program program;
    program.run(kItems);
    program.select(kItems);
    program.choose(QStringLiteral("Copy SQL"));
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(kItems));
    program.choose(QStringLiteral("Copy key"));
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(program.cached(kItems).facts->key));
}

void TestCacheActions::copiesAndExportsTheList()
{
    Program program;
    program.runAll({kItems, kBills});
    program.filter().setText(QStringLiteral("table:bill"));
    QGuiApplication::clipboard()->clear();
    program.chooseFrom("entryListMenu", QStringLiteral("Copy as CSV"));
    QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("State,SQL,Kind,Tables,")));
    QVERIFY(QGuiApplication::clipboard()->text().contains(QString::fromUtf8(kBills)));
    QVERIFY(!QGuiApplication::clipboard()->text().contains(QString::fromUtf8(kItems)));
    program.chooseFrom("entryListMenu", QStringLiteral("Copy as JSON"));
    QTRY_VERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("\"Rows\":2")));
    program.chooseFrom("entryListMenu", QStringLiteral("Export…"));
    ExportDialog* dialog = nullptr;
    QTRY_VERIFY((dialog = program.dock().findChild<ExportDialog*>()));
    const auto fileOf = [](ExportDialog& asked) {
        for (QLineEdit* const edit : asked.findChildren<QLineEdit*>()) {
            if (edit->accessibleName() == u"File")
                return edit;
        }
        qFatal("no field for the file");
    };
    const QFileInfo proposed(fileOf(*dialog)->text());
    QCOMPARE(proposed.fileName(), QStringLiteral("cache-entries.csv"));
    QVERIFY(proposed.dir().exists());
    const QString path = program.file().folder() + QStringLiteral("/list.csv");
    fileOf(*dialog)->setText(path);
    dialog->accept();
    QTRY_VERIFY(QFile::exists(path));
    QFile list(path);
    QVERIFY(list.open(QIODevice::ReadOnly));
    QVERIFY(list.readAll().contains(kBills));
    // The next one goes to the same folder.
    QTRY_VERIFY(!program.dock().findChild<ExportDialog*>());
    program.chooseFrom("entryListMenu", QStringLiteral("Export…"));
    QTRY_VERIFY((dialog = program.dock().findChild<ExportDialog*>()));
    QCOMPARE(fileOf(*dialog)->text(), program.file().folder() + QStringLiteral("/cache-entries.csv"));
}

void TestCacheActions::saysWhatIsWrongWithTheFilter()
{
    Program program;
    program.runAll({kItems, kBills});
    const auto* const error = program.dock().findChild<QLabel*>(QStringLiteral("cacheEntryFilterError"));
    program.filter().setText(QStringLiteral("table:bill"));
    QVERIFY(!error->isVisible());
    QCOMPARE(program.table().model()->rowCount(), 1);
    program.filter().setText(QStringLiteral("table:bill state:old"));
    QVERIFY(error->isVisible());
    QVERIFY(error->text().contains(QStringLiteral("character 18")));
    QCOMPARE(program.table().model()->rowCount(), 1);
    program.filter().clear();
    QVERIFY(!error->isVisible());
    QCOMPARE(program.table().model()->rowCount(), 3);
}

void TestCacheActions::keepsColumnsAndSets()
{
    Program program;
    program.table().showColumn(int(EntryColumn::Key));
    program.chooseFrom("columnSetsMenu", QStringLiteral("Save as…"));
    auto* const dialog = program.dock().findChild<QInputDialog*>();
    dialog->setTextValue(QStringLiteral("keys"));
    dialog->accept();
    const QByteArray state = program.dock().saveState();
    Program other;
    QVERIFY(other.table().isColumnHidden(int(EntryColumn::Key)));
    QVERIFY(other.dock().restoreState(state));
    QVERIFY(!other.table().isColumnHidden(int(EntryColumn::Key)));
    other.table().hideColumn(int(EntryColumn::Key));
    other.chooseFrom("columnSetsMenu", QStringLiteral("keys"));
    QVERIFY(!other.table().isColumnHidden(int(EntryColumn::Key)));
    QVERIFY(!other.dock().restoreState("garbage"));
}

void TestCacheActions::showsWhoIsEvictedNext()
{
    Program program;
    program.runAll({kItems, kBills});
    program.select(kItems);
    program.choose(QStringLiteral("Pin"));
    QCOMPARE(program.text(kBills, EntryColumn::EvictionRank), QStringLiteral("–"));
    program.table().showColumn(int(EntryColumn::EvictionRank));
    QTRY_VERIFY(program.text(kBills, EntryColumn::EvictionRank).toInt() > 0);
    QCOMPARE(program.text(kItems, EntryColumn::EvictionRank), QStringLiteral("never"));
}

// Sorting, filtering, selecting, scrolling and asking for every cell changes nothing that is counted.
void TestCacheActions::looksWithoutATrace()
{
    Program program;
    program.runAll({kItems, kNames, kBills});
    QTRY_COMPARE(program.table().model()->rowCount(), 3);
    const auto traces = [&program] {
        QStringList texts;
        for (const EntryInfo& entry : program.cached())
            texts << QStringLiteral("%1 %2 %3 %4")
                         .arg(quint64(entry.id))
                         .arg(entry.hits)
                         .arg(entry.lastHit.toMSecsSinceEpoch())
                         .arg(entry.provenAt.toMSecsSinceEpoch());
        texts << QString::number(program.cache().events().lastNumber());
        for (const EntryId id : program.cache().store().evictionOrder())
            texts << QString::number(quint64(id));
        return texts;
    };
    const QStringList before = traces();
    QAbstractItemModel& model = *program.table().model();
    for (int column = 0; column < model.columnCount(); ++column) {
        program.table().showColumn(column);
        program.table().sortByColumn(column, column % 2 ? Qt::AscendingOrder : Qt::DescendingOrder);
        for (int row = 0; row < model.rowCount(); ++row) {
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                (void)model.index(row, column).data(role);
        }
    }
    program.table().selectAll();
    program.filter().setText(QStringLiteral("table:item hits<2"));
    QCOMPARE(model.rowCount(), 2);
    QTest::qWait(600);
    QCOMPARE(traces(), before);
}

QTEST_MAIN(TestCacheActions)
#include "tst_cacheactions.moc"
