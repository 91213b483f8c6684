#include "ui/schemadock.h"

#include "models/schemamodel.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace larder;

namespace {

constexpr ConnectionId kShop{7};
constexpr ConnectionId kOther{8};

Schema shopSchema()
{
    Schema schema;
    for (const QString& name : {QStringLiteral("customers"), QStringLiteral("orders")}) {
        SchemaTable table;
        table.name = name;
        table.columns = {{QStringLiteral("id"), QStringLiteral("INTEGER"), false, 1},
            {name + QStringLiteral("_note"), QStringLiteral("TEXT")}};
        schema.tables.push_back(table);
    }
    SchemaTable view;
    view.name = QStringLiteral("sales");
    view.kind = SchemaTable::Kind::View;
    schema.tables.push_back(view);
    return schema;
}

/// A dock with one connection on screen, and what a user finds in it.
SchemaTable tableNamed(const QString& name)
{
    SchemaTable table;
    table.name = name;
    return table;
}

class Fixture
{
public:
    Fixture()
    {
        dock.addConnection({kShop, QStringLiteral("shop"), {}, QStringLiteral("/data/shop.sqlite")});
        dock.showSchema(kShop, std::make_shared<Schema>(shopSchema()));
        dock.resize(260, 400);
        dock.show();
    }

    [[nodiscard]] QTreeView& tree() const { return *dock.findChild<QTreeView*>(); }
    [[nodiscard]] QLineEdit& filter() const { return *dock.findChild<QLineEdit*>(); }

    [[nodiscard]] QModelIndex node(const QString& name) const
    {
        const QAbstractItemModel& model = *tree().model();
        const QModelIndexList found = model.match(
            model.index(0, 0), SchemaModel::NameRole, name, 1, Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? QModelIndex() : found.front();
    }

    [[nodiscard]] QPoint placeOf(const QString& name) const { return tree().visualRect(node(name)).center(); }
    void click(const QString& name) const
    {
        QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, placeOf(name));
    }

    void doubleClick(const QString& name) const
    {
        click(name);
        QTest::mouseDClick(tree().viewport(), Qt::LeftButton, {}, placeOf(name));
    }

    [[nodiscard]] QMenu* menuOf(const QString& name) const
    {
        const QPoint place = placeOf(name);
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, tree().viewport()->mapToGlobal(place));
        QCoreApplication::sendEvent(tree().viewport(), &event);
        return dock.findChild<QMenu*>();
    }

    static QStringList textsOf(const QMenu& menu)
    {
        QStringList texts;
        for (const QAction* const action : menu.actions()) {
            if (!action->isSeparator())
                texts << action->text();
        }
        return texts;
    }

    static void choose(QMenu& menu, const QString& text)
    {
        for (QAction* const action : menu.actions()) {
            if (action->text() == text)
                QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(action).center());
        }
    }

    SchemaDock dock;
};

} // namespace

class TestSchemaDock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void saysHowToOpenADatabaseWhenEmpty();
    void showsTablesOfNewConnectionAtOnce();
    void opensTableOnDoubleClick();
    void opensTableOnReturn();
    void opensTableOfItsSchema();
    void marksAProductionDatabase();
    void unfoldsOthersOnDoubleClick();
    void tellsWhichConnectionIsSelected();
    void filtersAndShowsMatchingColumns();
    void doesNotUnfoldTableWhoseNameMatches();
    void restoresWhatWasUnfoldedAfterFiltering();
    void whatCameWhileItWasFilteredIsUnfoldedAfterwards();
    void theLastConnectionTakesTheFilterAlong();
    void doesNotBecomeTooNarrow();
    void saysThatNothingMatches();
    void goesFromFilterToTreeByKey();
    void keepsUnfoldedNodesOverRefresh();
    void makesNoLinesOfTablesThatAreFoldedUp();
    void offersWhatAppliesInMenu();
    void requestsFromMenu();
    void hasNamesForAccessibility();
};

void TestSchemaDock::init()
{
    // All warnings but those of the offscreen platform about itself.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}

void TestSchemaDock::saysHowToOpenADatabaseWhenEmpty()
{
    SchemaDock dock;
    dock.show();
    const auto* const hint = dock.findChild<QLabel*>(QStringLiteral("schemaHint"));
    QVERIFY(hint->isVisible());
    QVERIFY(hint->text().contains(QStringLiteral("Ctrl+O")));
    dock.addConnection({kShop, QStringLiteral("shop")});
    QVERIFY(!hint->isVisible());
    dock.removeConnection(kShop);
    QVERIFY(hint->isVisible());
}

void TestSchemaDock::showsTablesOfNewConnectionAtOnce()
{
    const Fixture fixture;
    QVERIFY(fixture.tree().visualRect(fixture.node(QStringLiteral("orders"))).isValid());
    QVERIFY(!fixture.tree().isExpanded(fixture.node(QStringLiteral("orders"))));
}

void TestSchemaDock::opensTableOnDoubleClick()
{
    const Fixture fixture;
    const QSignalSpy activations(&fixture.dock, &SchemaDock::tableActivated);
    fixture.doubleClick(QStringLiteral("orders"));
    QCOMPARE(activations.size(), 1);
    QCOMPARE(activations.front().at(0).value<ConnectionId>(), kShop);
    QCOMPARE(activations.front().at(1).value<TableName>().name, QStringLiteral("orders"));
    QVERIFY(!fixture.tree().isExpanded(fixture.node(QStringLiteral("orders"))));
}

void TestSchemaDock::opensTableOnReturn()
{
    const Fixture fixture;
    const QSignalSpy activations(&fixture.dock, &SchemaDock::tableActivated);
    fixture.click(QStringLiteral("customers"));
    QTest::keyClick(&fixture.tree(), Qt::Key_Return);
    QCOMPARE(activations.size(), 1);
    QCOMPARE(activations.front().at(1).value<TableName>().name, QStringLiteral("customers"));
}

void TestSchemaDock::opensTableOfItsSchema()
{
    Schema schema;
    for (const char* const name : {"audit", "public"}) {
        schema.tables.push_back(tableNamed(QStringLiteral("t_") + QString::fromLatin1(name)));
        schema.tables.back().schema = QString::fromLatin1(name);
    }
    Fixture fixture;
    fixture.dock.showSchema(kShop, std::make_shared<Schema>(schema));
    QVERIFY(!fixture.tree().isExpanded(fixture.node(QStringLiteral("audit"))));
    const QSignalSpy activations(&fixture.dock, &SchemaDock::tableActivated);
    fixture.doubleClick(QStringLiteral("t_public"));
    QCOMPARE(activations.size(), 1);
    QCOMPARE(activations.front().at(1).value<TableName>(),
        (TableName{QStringLiteral("t_public"), QStringLiteral("public")}));
    schema.tables.pop_back();
    fixture.dock.removeConnection(kShop);
    fixture.dock.addConnection({kShop, QStringLiteral("shop")});
    fixture.dock.showSchema(kShop, std::make_shared<Schema>(schema));
    QVERIFY(fixture.tree().isExpanded(fixture.node(QStringLiteral("audit"))));
    QVERIFY(fixture.tree().visualRect(fixture.node(QStringLiteral("t_audit"))).isValid());
}

void TestSchemaDock::marksAProductionDatabase()
{
    Fixture fixture;
    const auto pixels = [&fixture] { return fixture.dock.grab().toImage(); };
    const QImage plain = pixels();
    ConnectionInfo info{kShop, QStringLiteral("shop")};
    info.colour = QColor(0xcc, 0x22, 0x22);
    fixture.dock.addConnection(info);
    const QImage coloured = pixels();
    QVERIFY(coloured != plain);
    info.production = true;
    fixture.dock.addConnection(info);
    QCOMPARE(fixture.node(QStringLiteral("shop")).data(SchemaModel::DetailRole).toString(),
        QStringLiteral("production"));
    QVERIFY(pixels() != coloured);
}

void TestSchemaDock::unfoldsOthersOnDoubleClick()
{
    const Fixture fixture;
    const QSignalSpy activations(&fixture.dock, &SchemaDock::tableActivated);
    fixture.doubleClick(QStringLiteral("Views"));
    QVERIFY(fixture.tree().isExpanded(fixture.node(QStringLiteral("Views"))));
    fixture.doubleClick(QStringLiteral("Views"));
    QVERIFY(!fixture.tree().isExpanded(fixture.node(QStringLiteral("Views"))));
    QCOMPARE(activations.size(), 0);
}

void TestSchemaDock::tellsWhichConnectionIsSelected()
{
    Fixture fixture;
    fixture.dock.addConnection({kOther, QStringLiteral("other")});
    const QSignalSpy selections(&fixture.dock, &SchemaDock::connectionSelected);
    fixture.click(QStringLiteral("orders"));
    fixture.click(QStringLiteral("customers"));
    QCOMPARE(selections.size(), 1);
    fixture.click(QStringLiteral("other"));
    QCOMPARE(selections.size(), 2);
    QCOMPARE(selections.back().at(0).value<ConnectionId>(), kOther);
}

void TestSchemaDock::filtersAndShowsMatchingColumns()
{
    const Fixture fixture;
    QTest::keyClicks(&fixture.filter(), QStringLiteral("orders_n"));
    QVERIFY(fixture.tree().visualRect(fixture.node(QStringLiteral("orders_note"))).isValid());
    QVERIFY(!fixture.node(QStringLiteral("customers")).isValid());
    QVERIFY(!fixture.node(QStringLiteral("id")).isValid());
}

void TestSchemaDock::doesNotUnfoldTableWhoseNameMatches()
{
    const Fixture fixture;
    QTest::keyClicks(&fixture.filter(), QStringLiteral("cust"));
    QVERIFY(fixture.tree().visualRect(fixture.node(QStringLiteral("customers"))).isValid());
    QVERIFY(!fixture.tree().isExpanded(fixture.node(QStringLiteral("customers"))));
    QVERIFY(fixture.node(QStringLiteral("id")).isValid());
}

void TestSchemaDock::restoresWhatWasUnfoldedAfterFiltering()
{
    const Fixture fixture;
    fixture.tree().expand(fixture.node(QStringLiteral("customers")));
    QTest::keyClicks(&fixture.filter(), QStringLiteral("orders_n"));
    QVERIFY(fixture.tree().isExpanded(fixture.node(QStringLiteral("orders"))));
    fixture.filter().clear();
    QVERIFY(fixture.tree().isExpanded(fixture.node(QStringLiteral("customers"))));
    QVERIFY(!fixture.tree().isExpanded(fixture.node(QStringLiteral("orders"))));
    QVERIFY(!fixture.tree().isExpanded(fixture.node(QStringLiteral("Views"))));
}

void TestSchemaDock::whatCameWhileItWasFilteredIsUnfoldedAfterwards()
{
    Fixture fixture;
    QTest::keyClicks(&fixture.filter(), QStringLiteral("cust"));
    fixture.dock.addConnection({kOther, QStringLiteral("other"), {}, QStringLiteral("/data/other.sqlite")});
    Schema schema = shopSchema();
    schema.tables.front().name = QStringLiteral("custom");
    fixture.dock.showSchema(kOther, std::make_shared<Schema>(schema));
    QVERIFY(fixture.tree().isExpanded(fixture.node(QStringLiteral("other"))));
    QVERIFY(fixture.tree().visualRect(fixture.node(QStringLiteral("custom"))).isValid());
    fixture.filter().clear();
    QVERIFY(fixture.tree().isExpanded(fixture.node(QStringLiteral("shop"))));
    QVERIFY(fixture.tree().isExpanded(fixture.node(QStringLiteral("other"))));
    QVERIFY(fixture.tree().isExpanded(fixture.node(QStringLiteral("custom")).parent()));
}

void TestSchemaDock::theLastConnectionTakesTheFilterAlong()
{
    Fixture fixture;
    QTest::keyClicks(&fixture.filter(), QStringLiteral("cust"));
    fixture.dock.removeConnection(kShop);
    QCOMPARE(fixture.filter().text(), QString());
    fixture.dock.addConnection({kOther, QStringLiteral("other"), {}, QStringLiteral("/data/other.sqlite")});
    fixture.dock.showSchema(kOther, std::make_shared<Schema>(shopSchema()));
    QVERIFY(fixture.tree().visualRect(fixture.node(QStringLiteral("orders"))).isValid());
}

void TestSchemaDock::doesNotBecomeTooNarrow()
{
    Fixture fixture;
    fixture.dock.resize(10, 400);
    QVERIFY(fixture.tree().width() >= 20 * fixture.dock.fontMetrics().averageCharWidth());
}

void TestSchemaDock::saysThatNothingMatches()
{
    const Fixture fixture;
    QTest::keyClicks(&fixture.filter(), QStringLiteral("xyz"));
    const auto* const hint = fixture.dock.findChild<QLabel*>(QStringLiteral("schemaHint"));
    QVERIFY(hint->isVisible());
    QVERIFY(hint->text().contains(QStringLiteral("xyz")));
    fixture.filter().clear();
    QVERIFY(!hint->isVisible());
}

void TestSchemaDock::goesFromFilterToTreeByKey()
{
    Fixture fixture;
    fixture.dock.activateWindow();
    fixture.filter().setFocus();
    QTest::keyClicks(&fixture.filter(), QStringLiteral("orders_n"));
    QTest::keyClick(&fixture.filter(), Qt::Key_Down);
    QTRY_VERIFY(fixture.tree().hasFocus());
    QCOMPARE(
        fixture.tree().currentIndex().data(SchemaModel::NameRole).toString(), QStringLiteral("orders_note"));
}

void TestSchemaDock::keepsUnfoldedNodesOverRefresh()
{
    Fixture fixture;
    fixture.tree().expand(fixture.node(QStringLiteral("orders")));
    fixture.click(QStringLiteral("orders_note"));
    Schema schema = shopSchema();
    schema.tables.erase(schema.tables.begin());
    fixture.dock.showSchema(kShop, std::make_shared<Schema>(schema));
    QVERIFY(fixture.tree().isExpanded(fixture.node(QStringLiteral("orders"))));
    QCOMPARE(fixture.tree().currentIndex(), fixture.node(QStringLiteral("orders_note")));
}

void TestSchemaDock::makesNoLinesOfTablesThatAreFoldedUp()
{
    Fixture fixture;
    QVERIFY(QTest::qWaitForWindowExposed(&fixture.dock));
    // Lines that were made would be told of.
    const QSignalSpy insertions(fixture.dock.findChild<SchemaModel*>(), &SchemaModel::rowsInserted);
    Schema schema = shopSchema();
    schema.tables.push_back(tableNamed(QStringLiteral("suppliers")));
    schema.tables.back().columns = schema.tables.front().columns;
    fixture.dock.showSchema(kShop, std::make_shared<Schema>(schema));
    QCoreApplication::processEvents();
    QCOMPARE(insertions.size(), 1);
    schema.tables.back().columns.push_back({QStringLiteral("more"), QStringLiteral("TEXT")});
    fixture.dock.showSchema(kShop, std::make_shared<Schema>(schema));
    QCOMPARE(insertions.size(), 1);
}

void TestSchemaDock::offersWhatAppliesInMenu()
{
    const Fixture fixture;
    QMenu* menu = fixture.menuOf(QStringLiteral("orders"));
    QVERIFY(menu);
    QCOMPARE(Fixture::textsOf(*menu),
        (QStringList{QStringLiteral("Open table"), QStringLiteral("Copy name"), QStringLiteral("Copy DDL"),
            QStringLiteral("Show DDL"), QStringLiteral("New query"), QStringLiteral("Refresh")}));
    delete menu;
    menu = fixture.menuOf(QStringLiteral("shop"));
    QCOMPARE(Fixture::textsOf(*menu),
        (QStringList{QStringLiteral("Copy name"), QStringLiteral("New query"), QStringLiteral("Refresh"),
            QStringLiteral("Close connection")}));
    delete menu;
    menu = fixture.menuOf(QStringLiteral("Tables"));
    QCOMPARE(Fixture::textsOf(*menu), (QStringList{QStringLiteral("New query"), QStringLiteral("Refresh")}));
    delete menu;
}

void TestSchemaDock::requestsFromMenu()
{
    const Fixture fixture;
    const QSignalSpy activations(&fixture.dock, &SchemaDock::tableActivated);
    const QSignalSpy refreshes(&fixture.dock, &SchemaDock::refreshRequested);
    const QSignalSpy closings(&fixture.dock, &SchemaDock::closeRequested);
    const auto choose = [&](const QString& node, const QString& entry) {
        QMenu* const menu = fixture.menuOf(node);
        Fixture::choose(*menu, entry);
        delete menu;
    };
    choose(QStringLiteral("orders"), QStringLiteral("Open table"));
    QCOMPARE(activations.size(), 1);
    const QSignalSpy queries(&fixture.dock, &SchemaDock::queryRequested);
    choose(QStringLiteral("orders"), QStringLiteral("New query"));
    QCOMPARE(queries.size(), 1);
    QCOMPARE(queries[0][0].value<ConnectionId>(), kShop);
    choose(QStringLiteral("orders"), QStringLiteral("Refresh"));
    QCOMPARE(refreshes.size(), 1);
    choose(QStringLiteral("shop"), QStringLiteral("Close connection"));
    QCOMPARE(closings.size(), 1);
    fixture.tree().expandAll();
    const QSignalSpy copies(&fixture.dock, &SchemaDock::copyDefinitionRequested);
    const QSignalSpy texts(&fixture.dock, &SchemaDock::showDefinitionRequested);
    choose(QStringLiteral("orders"), QStringLiteral("Copy DDL"));
    choose(QStringLiteral("sales"), QStringLiteral("Show DDL"));
    QCOMPARE(
        copies.at(0).at(1).value<ObjectName>(), (ObjectName{ObjectKind::Table, QStringLiteral("orders")}));
    QCOMPARE(texts.at(0).at(1).value<ObjectName>(), (ObjectName{ObjectKind::Table, QStringLiteral("sales")}));
    choose(QStringLiteral("orders"), QStringLiteral("Copy name"));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("orders"));
}

void TestSchemaDock::hasNamesForAccessibility()
{
    const Fixture fixture;
    QCOMPARE(fixture.dock.objectName(), QStringLiteral("schemaDock"));
    QCOMPARE(fixture.dock.windowTitle(), QStringLiteral("Connections"));
    QVERIFY(!fixture.tree().accessibleName().isEmpty());
    QVERIFY(!fixture.filter().accessibleName().isEmpty());
}

QTEST_MAIN(TestSchemaDock)
#include "tst_schemadock.moc"
