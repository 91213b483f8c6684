#include "ui/inspector/columnsets.h"

#include "ui/columnlayout.h"

#include <QHeaderView>
#include <QInputDialog>
#include <QMenu>
#include <QRegularExpression>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace larder;

namespace {

/// A table of four columns with its sets.
class Table
{
public:
    Table()
    {
        m_view.setModel(&m_model);
        m_columns = new ColumnLayout(&m_view, 1, [](int) { return 50; });
        m_sets = new ColumnSets(*m_columns, &m_view);
    }

    [[nodiscard]] QTableView& view() { return m_view; }
    [[nodiscard]] ColumnSets& sets() { return *m_sets; }
    [[nodiscard]] ColumnLayout& columns() { return *m_columns; }
    [[nodiscard]] QStringList offered() const
    {
        QStringList texts;
        Q_EMIT m_sets->menu()->aboutToShow();
        for (const QAction* const action : m_sets->menu()->actions()) {
            if (!action->isSeparator())
                texts << action->text();
        }
        return texts;
    }
    void choose(const QMenu* menu, const QString& text) const
    {
        for (QAction* const action : menu->actions()) {
            if (action->text() == text)
                action->trigger();
        }
    }
    void save(const QString& name)
    {
        (void)offered();
        choose(m_sets->menu(), QStringLiteral("&Save as…"));
        auto* const dialog = m_view.findChild<QInputDialog*>(QStringLiteral("columnSetDialog"));
        dialog->setTextValue(name);
        dialog->accept();
        QTRY_VERIFY(!m_view.findChild<QInputDialog*>(QStringLiteral("columnSetDialog")));
    }

private:
    QStandardItemModel m_model{2, 4};
    QTableView m_view;
    ColumnLayout* m_columns = nullptr;
    ColumnSets* m_sets = nullptr;
};

} // namespace

class TestColumnSets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not)"))); }

    void bringsBackASet();
    void replacesASetOfTheSameName();
    void deletesASet();
    void savesNothingWithoutAName();
    void standsInTheMenuOfTheColumns();
};

void TestColumnSets::bringsBackASet()
{
    Table table;
    table.view().hideColumn(3);
    table.save(QStringLiteral("few & short"));
    table.view().showColumn(3);
    table.view().hideColumn(2);
    QCOMPARE(table.offered().first(), QStringLiteral("few && short"));
    table.choose(table.sets().menu(), QStringLiteral("few && short"));
    QVERIFY(table.view().isColumnHidden(3));
    QVERIFY(!table.view().isColumnHidden(2));
}

void TestColumnSets::replacesASetOfTheSameName()
{
    Table table;
    table.save(QStringLiteral("a"));
    table.view().hideColumn(2);
    table.save(QStringLiteral(" a "));
    QCOMPARE(table.sets().sets().size(), 1);
    table.columns().reset();
    (void)table.offered();
    table.choose(table.sets().menu(), QStringLiteral("a"));
    QVERIFY(table.view().isColumnHidden(2));
}

void TestColumnSets::deletesASet()
{
    Table table;
    table.save(QStringLiteral("a"));
    table.save(QStringLiteral("b"));
    (void)table.offered();
    const QMenu* const removal = table.sets().menu()->findChild<QMenu*>();
    QVERIFY(removal->menuAction()->isEnabled());
    table.choose(removal, QStringLiteral("a"));
    QCOMPARE(table.sets().sets().keys(), QStringList{QStringLiteral("b")});
    QCOMPARE(table.offered(),
        QStringList({QStringLiteral("b"), QStringLiteral("&Save as…"), QStringLiteral("&Delete")}));
}

void TestColumnSets::savesNothingWithoutAName()
{
    Table table;
    table.save(QStringLiteral("  "));
    QVERIFY(table.sets().sets().isEmpty());
}

void TestColumnSets::standsInTheMenuOfTheColumns()
{
    Table table;
    Q_EMIT table.columns().menu()->aboutToShow();
    QVERIFY(table.columns().menu()->actions().contains(table.sets().menu()->menuAction()));
}

QTEST_MAIN(TestColumnSets)
#include "tst_columnsets.moc"
