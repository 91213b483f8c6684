#include "app/application.h"
#include "models/inspector/cacheentrymodel.h"
#include "tests/support/sqlitefixture.h"
#include "ui/celldock.h"
#include "ui/inspector/buttondelegate.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/messagesdock.h"
#include "ui/panels.h"
#include "ui/querytab.h"
#include "ui/resultpane.h"
#include "ui/resultview.h"
#include "ui/schemadock.h"
#include "ui/sqleditor.h"
#include "ui/statusstrip.h"
#include "ui/tabletab.h"

#include <QDropEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QMouseEvent>
#include <QPushButton>
#include <QRegularExpression>
#include <QScreen>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

using namespace larder;

namespace {

const QByteArray kItems = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT);"
                          "INSERT INTO item VALUES (1,'tea'),(2,'salt'),(3,'oil');"
                          "CREATE VIEW short_names AS SELECT name FROM item WHERE length(name) < 4;";

const QByteArray kEndless
    = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

/// The whole program over a settings folder, driven by keys and mouse.
struct Program
{
    explicit Program(const QString& settings) : application(settings) { }

    void startWith(const QStringList& connections)
    {
        application.start({.connections = connections});
        QVERIFY(QTest::qWaitForWindowExposed(&application.window()));
        QTRY_VERIFY(connections.isEmpty() || tab().connection().has_value());
        QTRY_VERIFY(
            connections.isEmpty() || schemaTree().model()->rowCount(schemaTree().model()->index(0, 0)) > 0);
    }

    /// Leaves what the tree shows out of the panel of entries.
    void showStatementsOnly()
    {
        window()
            .panels()
            .entries()
            .findChild<QLineEdit*>(QStringLiteral("cacheEntryFilter"))
            ->setText(QStringLiteral("select"));
    }

    MainWindow& window() { return application.window(); }
    QueryTab& tab() { return *window().tabs().currentQuery(); }
    QTableView& entries() { return *window().panels().entries().findChild<QTableView*>(); }
    QTreeView& schemaTree() { return *window().findChild<SchemaDock*>()->findChild<QTreeView*>(); }
    QString label(const char* name) { return window().findChild<QLabel*>(QString::fromLatin1(name))->text(); }
    ResultPtr result() { return window().tabs().current()->pane().result(); }
    QString entry(CacheEntryModel::Column column)
    {
        return entries().model()->index(0, int(column)).data().toString();
    }

    void type(const QByteArray& sql)
    {
        tab().editor().setFocus();
        tab().editor().setUtf8Text({});
        QTest::keyClicks(&tab().editor(), QString::fromUtf8(sql));
    }

    /// With the mouse, from where its title is.
    static void dragByTitle(QDockWidget& dock, const QPoint& way)
    {
        const QPoint title(20, 8);
        const auto send = [&dock](QEvent::Type type, const QPoint& place, Qt::MouseButtons buttons) {
            QMouseEvent event(type, place, dock.mapToGlobal(place), Qt::LeftButton, buttons, Qt::NoModifier);
            QCoreApplication::sendEvent(&dock, &event);
        };
        send(QEvent::MouseButtonPress, title, Qt::LeftButton);
        send(QEvent::MouseMove, title + way / 4, Qt::LeftButton);
        send(QEvent::MouseMove, title + way, Qt::LeftButton);
        send(QEvent::MouseButtonRelease, title + way, Qt::NoButton);
    }

    void activate()
    {
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }

    void runByKey(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&tab().editor(), key, modifiers);
        QTRY_VERIFY(!tab().status().busy);
    }

    Application application;
};

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        // The offscreen platform says so of sizes, of raising, and of grabbing the mouse.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void firstStartShowsGridAndEntriesTogether();
    void theEmptyWindowOffersFilesAndServers();
    void runsTypedSqlAndShowsTheHitInThePanel();
    void expireButtonInTheRowExpiresThatEntry();
    void expireAllAsksWithTheSafeButtonAsDefault();
    void escapeCancelsWithinASecondAndTheTabRunsAgain();
    void changeByAnotherProgramIsNeverShownAsTrue();
    void draggedDockAndTextsComeBackAtTheNextStart();
    void resetLayoutBringsClosedDocksBack();
    void opensADroppedFileAndRemembersIt();
    void opensATableByDoubleClick();
    void theTabOfATableComesBackAtTheNextStart();
    void schemaFollowsOwnDdl();
    void filterOfTheTreeKeepsMatchesWithTheirParents();
    void badFileGetsAClearMessage();
    void openTransactionIsShownInTheStatusBar();
    void closingAConnectionDropsItsEntriesAndKeepsTheText();
    void closingWithAnOpenTransactionAsksFirst();
    void keysGoToThePanelsAndBack();
    void preferencesHoldForAllTabsAndComeBack();
    void cellDockComesByKeyAndFollowsTheCell();
    void anOpenedFileComesToTheFront();
    void everyActionOfTheMenuBarHasATextAndWorksOrIsDisabled();
    void controlsHaveAccessibleNames();
};

void TestMainWindow::firstStartShowsGridAndEntriesTogether()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({file.path()});
    // With what a window manager puts around it, it has room on the screen.
    const QSize room = program.window().screen()->availableSize();
    QVERIFY(program.window().width() < room.width() && program.window().height() + 30 < room.height());
    QVERIFY(program.window().width() > 700 && program.window().height() > 700);
    QVERIFY(program.window().panels().entries().isVisible());
    QVERIFY(!program.window().panels().entries().visibleRegion().isEmpty());
    QVERIFY(program.window().findChild<SchemaDock*>()->isVisible());
    QVERIFY(!program.tab().visibleRegion().isEmpty());
    QCOMPARE(program.label("statusConnection"), QStringLiteral("test.sqlite · SQLite"));
    QCOMPARE(program.label("statusTransaction"), QStringLiteral("auto-commit"));
}

void TestMainWindow::theEmptyWindowOffersFilesAndServers()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({});
    const auto* const bar = program.window().findChild<QWidget*>(QStringLiteral("startBar"));
    QVERIFY(bar->isVisible());
    QSignalSpy connections(&program.window(), &MainWindow::connectionsRequested);
    program.activate();
    auto* const button = bar->findChildren<QPushButton*>().at(1);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(connections.size(), 1);
    Q_EMIT program.window().openFileRequested(file.path());
    QTRY_VERIFY(program.tab().connection().has_value());
    QVERIFY(!bar->isVisible());
    Q_EMIT program.window().closeConnectionRequested(program.tab().connection()->id);
    QTRY_VERIFY(!program.tab().connection().has_value());
    program.window().tabs().addEmptyTab();
    QVERIFY(bar->isVisible());
}

void TestMainWindow::runsTypedSqlAndShowsTheHitInThePanel()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({file.path()});
    program.showStatementsOnly();
    program.type("SELECT * FROM item");
    program.runByKey(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(program.result()->rowCount(), 3);
    QVERIFY(program.label("statusProvenance").contains(QStringLiteral("first time seen")));
    QTRY_COMPARE(program.entries().model()->rowCount(), 1);
    QCOMPARE(program.entry(CacheEntryModel::Column::Hits), QStringLiteral("0"));

    program.runByKey(Qt::Key_F5);
    QVERIFY(program.label("statusProvenance").contains(QStringLiteral("proven fresh")));
    QTRY_COMPARE(program.entry(CacheEntryModel::Column::Hits), QStringLiteral("1"));

    program.runByKey(Qt::Key_F5, Qt::ControlModifier);
    QVERIFY(program.label("statusProvenance").contains(QStringLiteral("a fresh answer was asked for")));
    QTRY_COMPARE(program.entry(CacheEntryModel::Column::Hits), QStringLiteral("0"));
}

void TestMainWindow::expireButtonInTheRowExpiresThatEntry()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({file.path()});
    program.showStatementsOnly();
    for (const char* sql : {"SELECT 1 FROM item", "SELECT 2 FROM item"}) {
        program.type(sql);
        program.runByKey(Qt::Key_Return, Qt::ControlModifier);
    }
    QTRY_COMPARE(program.entries().model()->rowCount(), 2);
    QTableView& table = program.entries();
    const QString sql = program.entry(CacheEntryModel::Column::Sql);
    const QModelIndex cell = table.model()->index(0, int(CacheEntryModel::Column::Expire));
    QTest::mouseClick(
        table.viewport(), Qt::LeftButton, {}, ButtonDelegate::buttonRect(table.visualRect(cell)).center());
    QTRY_COMPARE(table.model()->rowCount(), 1);
    QVERIFY(program.entry(CacheEntryModel::Column::Sql) != sql);

    program.type(sql.toUtf8());
    program.runByKey(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(program.label("statusProvenance").contains(QStringLiteral("expired by user")));
}

void TestMainWindow::expireAllAsksWithTheSafeButtonAsDefault()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({file.path()});
    for (const char* sql : {"SELECT 1 FROM item", "SELECT 2 FROM item"}) {
        program.type(sql);
        program.runByKey(Qt::Key_Return, Qt::ControlModifier);
    }
    // What the tree shows is an entry, too.
    QTRY_COMPARE(program.entries().model()->rowCount(), 3);
    program.window().panels().entries().requestExpireAll();
    QMessageBox* box = nullptr;
    QTRY_VERIFY((box = program.window().findChild<QMessageBox*>()));
    QVERIFY(box->text().contains(u'3'));
    QVERIFY(box->defaultButton() == box->button(QMessageBox::Cancel));
    QTest::keyClick(box, Qt::Key_Escape);
    QTRY_VERIFY(!program.window().findChild<QMessageBox*>());
    QCOMPARE(program.application.engine().cache().entries().size(), size_t(3));
}

void TestMainWindow::escapeCancelsWithinASecondAndTheTabRunsAgain()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({file.path()});
    program.type(kEndless);
    QTest::keyClick(&program.tab().editor(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(program.tab().status().busy);
    QTest::qWait(50);
    QVERIFY(program.window().findChild<QToolButton*>(QStringLiteral("cancelButton"))->isVisible());
    QTest::keyClick(&program.tab().editor(), Qt::Key_Escape);
    QTRY_VERIFY(!program.tab().status().busy);
    QCOMPARE(program.label("statusMessage"), QStringLiteral("Cancelled"));
    // That of the tree, which may have waited behind the statement.
    QTRY_COMPARE(program.application.engine().cache().entries().size(), size_t(1));
    program.type("SELECT count(*) FROM item");
    program.runByKey(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(program.result()->cell(0, 0).integer, 3);
}

void TestMainWindow::changeByAnotherProgramIsNeverShownAsTrue()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({file.path()});
    program.type("SELECT count(*) FROM item");
    program.runByKey(Qt::Key_Return, Qt::ControlModifier);
    file.exec("DELETE FROM item WHERE id = 1");
    program.runByKey(Qt::Key_F5);
    QCOMPARE(program.result()->cell(0, 0).integer, 2);
    QVERIFY(program.label("statusProvenance").contains(QStringLiteral("database may have changed")));
}

void TestMainWindow::draggedDockAndTextsComeBackAtTheNextStart()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    {
        Program program(settings.path());
        program.startWith({file.path()});
        program.type("SELECT 'kept' FROM item");
        QTest::keyClick(&program.tab().editor(), Qt::Key_T, Qt::ControlModifier);
        program.type("SELECT 'also kept'");
        auto* const schema = program.window().findChild<SchemaDock*>();
        program.window().addDockWidget(Qt::RightDockWidgetArea, schema);
        program.dragByTitle(program.window().panels().entries(), QPoint(300, -200));
        QVERIFY(program.window().panels().entries().isFloating());
        program.window().findChild<CellDock*>()->chooseView(ValueView::Hex);
        program.window().resize(1100, 700);
        program.window().close();
    }
    Program again(settings.path());
    again.startWith({});
    QCOMPARE(again.window().tabs().count(), 2);
    QCOMPARE(again.window().tabs().at(0)->text().text, QByteArray("SELECT 'kept' FROM item"));
    QCOMPARE(again.window().tabs().at(1)->text().text, QByteArray("SELECT 'also kept'"));
    QTRY_VERIFY(again.window().tabs().at(0)->connection().has_value());
    QCOMPARE(again.window().dockWidgetArea(again.window().findChild<SchemaDock*>()), Qt::RightDockWidgetArea);
    QVERIFY(again.window().panels().entries().isFloating());
    QCOMPARE(again.window().size(), QSize(1100, 700));
    QCOMPARE(again.window().findChild<CellDock*>()->chosenView(), std::optional(ValueView::Hex));
}

void TestMainWindow::resetLayoutBringsClosedDocksBack()
{
    const QTemporaryDir settings;
    Program program(settings.path());
    program.startWith({});
    program.window().panels().entries().close();
    QVERIFY(!program.window().panels().entries().isVisible());
    for (QAction* const menu : program.window().menuBar()->actions()) {
        for (QAction* const action : menu->menu()->actions()) {
            if (action->text() == QStringLiteral("&Reset layout"))
                action->trigger();
        }
    }
    QTRY_VERIFY(program.window().panels().entries().isVisible());
}

void TestMainWindow::opensADroppedFileAndRemembersIt()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({});
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file.path())});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&program.window(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&program.window(), &drop);
    QTRY_VERIFY(program.tab().connection().has_value());
    const auto* const recent = program.window().findChild<QMenu*>(QStringLiteral("recentFilesMenu"));
    QCOMPARE(recent->actions().size(), 1);
    QVERIFY(recent->actions().constFirst()->text().contains(QStringLiteral("test.sqlite")));
}

void TestMainWindow::opensATableByDoubleClick()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({file.path()});
    QTreeView& tree = program.schemaTree();
    QModelIndex table;
    QTRY_VERIFY((table = tree.model()
                             ->match(tree.model()->index(0, 0), Qt::DisplayRole, QStringLiteral("item"), 1,
                                 Qt::MatchExactly | Qt::MatchRecursive)
                             .value(0))
                    .isValid());
    tree.expandAll();
    tree.scrollTo(table);
    const QPoint place = tree.visualRect(table).center();
    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(tree.viewport(), Qt::LeftButton, {}, place);
    QTRY_COMPARE(program.window().tabs().count(), 2);
    QTRY_VERIFY(program.result() && program.result()->rowCount() == 3);
    QVERIFY(!program.window().tabs().currentQuery());
    QCOMPARE(program.window().tabs().current()->text().table->table, QStringLiteral("item"));
    // The tab is of this table whatever is clicked next, and comes to the front again.
    program.window().tabs().setCurrentIndex(0);
    QTest::mouseDClick(tree.viewport(), Qt::LeftButton, {}, place);
    QTRY_COMPARE(program.window().tabs().currentIndex(), 1);
    QCOMPARE(program.window().tabs().count(), 2);
}

void TestMainWindow::theTabOfATableComesBackAtTheNextStart()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    const TableState state{QStringLiteral("item"), QStringLiteral("id < 3"),
        {{QStringLiteral("id"), Qt::DescendingOrder}}, {{QStringLiteral("name"), QStringLiteral("!x")}}};
    {
        Program program(settings.path());
        program.startWith({file.path()});
        program.window().tabs().addTable(state, program.window().tabs().current()->connection());
        QTRY_VERIFY(program.result() && program.result()->rowCount() == 2);
        program.window().close();
    }
    Program again(settings.path());
    again.startWith({});
    QCOMPARE(*again.window().tabs().current()->text().table, state);
    QTRY_VERIFY(again.result() && again.result()->rowCount() == 2);
    QTRY_COMPARE(again.window().tabs().current()->pane().rows().cell(0, 0).integer, 2);
    QCOMPARE(*again.window().tabs().current()->text().table, state);
}

void TestMainWindow::schemaFollowsOwnDdl()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({file.path()});
    program.type("CREATE TABLE made_here(x)");
    program.runByKey(Qt::Key_Return, Qt::ControlModifier);
    QTreeView& tree = program.schemaTree();
    QTRY_VERIFY(!tree.model()
                     ->match(tree.model()->index(0, 0), Qt::DisplayRole, QStringLiteral("made_here"), 1,
                         Qt::MatchExactly | Qt::MatchRecursive)
                     .isEmpty());
}

void TestMainWindow::filterOfTheTreeKeepsMatchesWithTheirParents()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({file.path()});
    QTreeView& tree = program.schemaTree();
    const auto shown = [&](const QString& name) {
        return !tree.model()
                    ->match(tree.model()->index(0, 0), Qt::DisplayRole, name, 1,
                        Qt::MatchExactly | Qt::MatchRecursive)
                    .isEmpty();
    };
    QTRY_VERIFY(shown(QStringLiteral("item")));
    QTest::keyClicks(
        program.window().findChild<SchemaDock*>()->findChild<QLineEdit*>(), QStringLiteral("short"));
    QTRY_VERIFY(!shown(QStringLiteral("item")));
    QVERIFY(shown(QStringLiteral("short_names")));
}

void TestMainWindow::badFileGetsAClearMessage()
{
    const QTemporaryDir settings;
    const QString path = settings.filePath(QStringLiteral("notes.db"));
    QFile notes(path);
    QVERIFY(notes.open(QIODevice::WriteOnly));
    notes.write(QByteArray(4096, 'n'));
    notes.close();
    Program program(settings.filePath(QStringLiteral("data")));
    program.startWith({});
    program.application.connections().open(path);
    QMessageBox* box = nullptr;
    QTRY_VERIFY((box = program.window().findChild<QMessageBox*>(QStringLiteral("errorBox"))));
    QVERIFY(box->text().contains(QStringLiteral("notes.db")));
    QVERIFY(box->informativeText().contains(QStringLiteral("not a database")));
    QVERIFY(box->informativeText().contains(QStringLiteral("Choose a SQLite database")));
    box->close();
}

void TestMainWindow::openTransactionIsShownInTheStatusBar()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({file.path()});
    program.type("BEGIN; DELETE FROM item WHERE true; SELECT count(*) FROM item");
    program.runByKey(Qt::Key_F9);
    QTRY_VERIFY(program.label("statusTransaction").contains(QStringLiteral("transaction open for")));
    QVERIFY(program.label("statusProvenance").contains(QStringLiteral("snapshot of the open transaction")));
    program.type("ROLLBACK");
    program.runByKey(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(program.label("statusTransaction"), QStringLiteral("auto-commit"));
}

void TestMainWindow::closingAConnectionDropsItsEntriesAndKeepsTheText()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({file.path()});
    program.type("SELECT * FROM item");
    program.runByKey(Qt::Key_Return, Qt::ControlModifier);
    Q_EMIT program.window().closeConnectionRequested(program.tab().connection()->id);
    QVERIFY(program.application.engine().cache().entries().empty());
    QVERIFY(!program.tab().connection());
    QCOMPARE(program.tab().editor().utf8Text(), QByteArray("SELECT * FROM item"));
    program.application.connections().open(file.path());
    QTRY_VERIFY(program.tab().connection().has_value());
}

void TestMainWindow::closingWithAnOpenTransactionAsksFirst()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({file.path()});
    for (const char* sql : {"BEGIN", "DELETE FROM item WHERE true"}) {
        program.type(sql);
        program.runByKey(Qt::Key_Return, Qt::ControlModifier);
    }
    const auto closeAnd = [&](const QString& choice) {
        QTimer::singleShot(0, &program.window(), [&program, choice] {
            auto* const box = program.window().findChild<QMessageBox*>();
            QVERIFY(box && box->text().contains(QStringLiteral("test.sqlite")));
            QCOMPARE(box->defaultButton(), box->button(QMessageBox::Cancel));
            for (QAbstractButton* const button : box->buttons()) {
                if (button->text().remove(u'&') == choice)
                    button->click();
            }
        });
        return program.window().close();
    };
    QVERIFY(!closeAnd(QStringLiteral("Cancel")));
    QVERIFY(program.window().isVisible());
    QVERIFY(closeAnd(QStringLiteral("Close and lose them")));
}

void TestMainWindow::preferencesHoldForAllTabsAndComeBack()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    {
        Program program(settings.path());
        program.startWith({file.path()});
        program.type("SELECT id FROM item");
        QTimer::singleShot(0, this, [] {
            auto* const dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            dialog->findChild<QSpinBox*>(QStringLiteral("rowLimit"))->setValue(2);
            dialog->accept();
        });
        program.activate();
        QTest::keyClick(&program.window(), Qt::Key_Comma, Qt::ControlModifier);
        program.activate();
        program.runByKey(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(program.result()->rowCount(), 2);
        QCOMPARE(program.result()->completeness(), Completeness::LimitReached);
    }
    Program program(settings.path());
    program.startWith({file.path()});
    program.activate();
    QTest::keyClick(&program.tab().editor(), Qt::Key_T, Qt::ControlModifier);
    program.type("SELECT name FROM item");
    program.runByKey(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(program.result()->rowCount(), 2);
}

void TestMainWindow::keysGoToThePanelsAndBack()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({file.path()});
    program.type("SELECT * FROM item");
    program.runByKey(Qt::Key_Return, Qt::ControlModifier);
    const auto focusIsIn = [](const QWidget* widget) {
        const QWidget* const focus = QApplication::focusWidget();
        return focus && (focus == widget || widget->isAncestorOf(focus));
    };
    const std::array<std::pair<Qt::Key, QDockWidget*>, 3> panels{
        std::pair<Qt::Key, QDockWidget*>{Qt::Key_3, program.window().findChild<MessagesDock*>()},
        {Qt::Key_2, &program.window().panels().entries()},
        {Qt::Key_1, program.window().findChild<SchemaDock*>()}};
    for (const auto& [key, dock] : panels) {
        QTest::keyClick(QApplication::focusWidget(), key, Qt::AltModifier);
        QTRY_VERIFY(focusIsIn(dock));
        QVERIFY(!dock->visibleRegion().isEmpty());
    }
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_1, Qt::AltModifier);
    QTRY_VERIFY(focusIsIn(&program.tab().editor()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    QTRY_VERIFY(focusIsIn(program.tab().findChild<ResultPane*>()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    QTRY_VERIFY(focusIsIn(&program.tab().editor()));
}

void TestMainWindow::cellDockComesByKeyAndFollowsTheCell()
{
    const QTemporaryDir settings;
    const SqliteFixture file(kItems);
    Program program(settings.path());
    program.startWith({file.path()});
    auto& dock = *program.window().findChild<CellDock*>();
    QVERIFY(!dock.isVisible());
    program.type("SELECT name FROM item");
    program.runByKey(Qt::Key_Return, Qt::ControlModifier);
    auto* const view = program.tab().findChild<ResultView*>();
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Home, Qt::ControlModifier);
    QVERIFY(!dock.value().isValid());
    QTest::keyClick(view, Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(dock.isVisible() && dock.value().isValid());
    QCOMPARE(dock.value().cell().bytes, QByteArrayView("tea"));
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(dock.value().cell().bytes, QByteArrayView("salt"));
    // Another tab has no cell; the first one still has.
    QTest::keyClick(view, Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(!dock.value().isValid());
    program.window().tabs().closeTab(1);
    QCOMPARE(dock.value().cell().bytes, QByteArrayView("salt"));
    QTest::keyClick(&program.tab().editor(), Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(!dock.isVisible());
    QVERIFY(!dock.value().isValid());
}

void TestMainWindow::anOpenedFileComesToTheFront()
{
    const QTemporaryDir settings;
    const SqliteFixture first(kItems);
    const SqliteFixture second(kItems);
    Program program(settings.path());
    program.startWith({first.path()});
    program.type("SELECT 1");
    program.application.connections().open(second.path());
    QTRY_COMPARE(program.window().tabs().count(), 2);
    QCOMPARE(program.tab().target(), second.path());
    program.type("SELECT 2");
    program.application.connections().open(first.path());
    QTRY_COMPARE(program.tab().target(), first.path());
    QCOMPARE(program.window().tabs().count(), 2);
}

void TestMainWindow::everyActionOfTheMenuBarHasATextAndWorksOrIsDisabled()
{
    const QTemporaryDir settings;
    Program program(settings.path());
    program.startWith({});
    int actions = 0;
    for (const QAction* const menu : program.window().menuBar()->actions()) {
        QVERIFY(menu->menu());
        for (const QAction* const action : menu->menu()->actions()) {
            if (action->isSeparator())
                continue;
            QVERIFY(!action->text().isEmpty());
            ++actions;
        }
    }
    QVERIFY(actions >= 15);
}

void TestMainWindow::controlsHaveAccessibleNames()
{
    const QTemporaryDir settings;
    Program program(settings.path());
    program.startWith({});
    for (const QLineEdit* const edit : program.window().findChildren<QLineEdit*>())
        QVERIFY2(!edit->accessibleName().isEmpty(), qPrintable(edit->objectName()));
    for (const QAbstractItemView* const view : program.window().findChildren<QAbstractItemView*>()) {
        if (!qobject_cast<const QHeaderView*>(view))
            QVERIFY2(!view->accessibleName().isEmpty(), view->metaObject()->className());
    }
    QVERIFY(!program.tab().editor().accessibleName().isEmpty());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
