#include "app/layoutfaults.h"

#include "app/theme.h"
#include "ui/elidedlabel.h"
#include "ui/syntaxcolors.h"

#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace larder;

namespace {

/// One widget in a panel, as large as it wants to be unless a test says otherwise.
template <typename Part>
struct Panel
{
    explicit Panel(const QString& text = {}) : part(new Part(&panel))
    {
        part->setObjectName(QStringLiteral("part"));
        if constexpr (requires { part->setText(text); })
            part->setText(text);
        part->resize(part->sizeHint());
    }

    [[nodiscard]] QStringList faults() const { return layoutFaults(panel); }

    QWidget panel;
    Part* part;
};

} // namespace

class TestLayoutFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsOfALabelThatIsCutOrEmpty();
    void tellsOfAWrappedLabelWithoutHeight();
    void leavesElidedAndHiddenLabelsAlone();
    void tellsOfAButtonThatIsCutOrEmpty();
    void tellsOfAChosenItemThatIsCut();
    void tellsOfTitlesAndTabsWithoutRoom();
    void aThemeGivesItsColours();
};

void TestLayoutFaults::tellsOfALabelThatIsCutOrEmpty()
{
    const Panel<QLabel> label(QStringLiteral("12 entries"));
    QCOMPARE(label.faults(), QStringList());
    label.part->resize(label.part->width() - 4, label.part->height());
    QCOMPARE(label.faults(), QStringList{QStringLiteral("QLabel part is cut: 12 entries")});
    label.part->clear();
    QCOMPARE(label.faults(), QStringList{QStringLiteral("QLabel part is empty")});
}

void TestLayoutFaults::tellsOfAWrappedLabelWithoutHeight()
{
    const Panel<QLabel> label(QStringLiteral("some words that need several lines"));
    label.part->setWordWrap(true);
    label.part->resize(80, label.part->heightForWidth(80));
    QCOMPARE(label.faults(), QStringList());
    label.part->resize(80, label.part->heightForWidth(80) - 4);
    QCOMPARE(label.faults().size(), 1);
}

void TestLayoutFaults::leavesElidedAndHiddenLabelsAlone()
{
    const Panel<ElidedLabel> elided(QStringLiteral("a long text"));
    elided.part->resize(20, 20);
    QCOMPARE(elided.faults(), QStringList());
    const Panel<QLabel> hidden;
    hidden.part->hide();
    QCOMPARE(hidden.faults(), QStringList());
}

void TestLayoutFaults::tellsOfAButtonThatIsCutOrEmpty()
{
    const Panel<QPushButton> button(QStringLiteral("Expire"));
    QCOMPARE(button.faults(), QStringList());
    button.part->resize(button.part->sizeHint() - QSize(3, 0));
    QCOMPARE(button.faults(), QStringList{QStringLiteral("QPushButton part is cut: Expire")});
    button.part->setText({});
    QCOMPARE(button.faults(), QStringList{QStringLiteral("QPushButton part is empty")});
}

void TestLayoutFaults::tellsOfAChosenItemThatIsCut()
{
    const Panel<QComboBox> box;
    box.part->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box.part->addItem(QStringLiteral("Last 15 minutes"));
    box.part->resize(box.part->sizeHint());
    QCOMPARE(box.faults(), QStringList());
    box.part->resize(box.part->width() / 2, box.part->height());
    QCOMPARE(box.faults(), QStringList{QStringLiteral("QComboBox part is cut: Last 15 minutes")});
}

void TestLayoutFaults::tellsOfTitlesAndTabsWithoutRoom()
{
    QStandardItemModel model;
    model.setHorizontalHeaderLabels({QStringLiteral("Connection"), QStringLiteral("Hits")});
    const Panel<QTableView> table;
    table.part->setModel(&model);
    QCOMPARE(table.faults(), QStringList());
    table.part->setColumnWidth(0, 30);
    QCOMPARE(table.faults(), QStringList{QStringLiteral("QTableView part has cut titles: Connection")});
    table.part->hideColumn(0);
    QCOMPARE(table.faults(), QStringList());
    const Panel<QTabWidget> tabs;
    tabs.part->addTab(new QWidget, QStringLiteral("Dependencies"));
    tabs.part->addTab(new QWidget, QStringLiteral("Timeline"));
    tabs.part->resize(60, 60);
    QCOMPARE(tabs.faults().size(), 1);
}

void TestLayoutFaults::aThemeGivesItsColours()
{
    const QPalette before = QApplication::palette();
    applyTheme(Theme::Desktop);
    QVERIFY(QApplication::palette() == before);
    applyTheme(Theme::Dark);
    QVERIFY(isDark(QApplication::palette()));
    QVERIFY(contrastOf(
                QApplication::palette().color(QPalette::Text), QApplication::palette().color(QPalette::Base))
        > 7);
    applyTheme(Theme::Light);
    QVERIFY(!isDark(QApplication::palette()));
}

QTEST_MAIN(TestLayoutFaults)
#include "tst_layoutfaults.moc"
