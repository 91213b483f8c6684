#include "ui/inspector/statisticscontrols.h"

#include "models/inspector/eventtext.h"
#include "ui/wrappinglayout.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QToolButton>

namespace larder {

namespace {

/// Behind the first item, which stands for all.
void fill(QComboBox& box, const QByteArrayList& names, const std::function<QString(const QByteArray&)>& text)
{
    QByteArrayList present;
    for (int item = 1; item < box.count(); ++item)
        present << box.itemData(item).toByteArray();
    for (const QByteArray& name : names) {
        if (!present.contains(name))
            box.addItem(text(name), name);
    }
}

std::optional<QByteArray> chosenIn(const QComboBox& box)
{
    return box.currentIndex() > 0 ? std::optional(box.currentData().toByteArray()) : std::nullopt;
}

} // namespace

StatisticsControls::StatisticsControls(QWidget* parent) : QWidget(parent)
{
    new WrappingLayout(this);
    m_chart = createBox(QStringLiteral("statisticsChart"), tr("Chart"));
    m_period = createBox(QStringLiteral("statisticsPeriod"), tr("Period"));
    m_database = createBox(QStringLiteral("statisticsConnection"), tr("Connection"));
    m_table = createBox(QStringLiteral("statisticsTable"), tr("Table"));
    m_technique = createBox(QStringLiteral("statisticsTechnique"), tr("Technique"));
    m_split = createBox(QStringLiteral("statisticsSplit"), tr("What the lines over time stand for"));
    setFocusProxy(m_chart);
    fillBoxes();
    connect(m_chart, &QComboBox::currentIndexChanged, m_split,
        [this] { m_split->setEnabled(chart() == Chart::Requests || chart() == Chart::HitRatio); });
    for (const QComboBox* const box : {m_chart, m_period, m_database, m_table, m_technique, m_split})
        connect(box, &QComboBox::currentIndexChanged, this, &StatisticsControls::chosen);
    createButtons();
}

StatisticsControls::Chart StatisticsControls::chart() const
{
    return Chart(m_chart->currentIndex());
}

void StatisticsControls::setChart(Chart chart)
{
    m_chart->setCurrentIndex(int(chart));
}

EventFigures::Period StatisticsControls::period() const
{
    return EventFigures::Period(m_period->currentIndex());
}

EventFigures::Choice StatisticsControls::choice() const
{
    EventFigures::Choice choice{.database = chosenIn(*m_database), .table = chosenIn(*m_table)};
    if (m_technique->currentIndex() > 0)
        choice.technique = Technique(m_technique->currentIndex() - 1);
    return choice;
}

TimeView::Split StatisticsControls::split() const
{
    return TimeView::Split(m_split->currentIndex());
}

void StatisticsControls::setChoices(const QByteArrayList& databases, const QByteArrayList& tables)
{
    fill(*m_database, databases, databaseLabel);
    fill(*m_table, tables, [](const QByteArray& name) { return QString::fromUtf8(name); });
}

QComboBox* StatisticsControls::createBox(const QString& name, const QString& accessibleName)
{
    auto* const box = new QComboBox(this);
    box->setObjectName(name);
    box->setAccessibleName(accessibleName);
    box->setToolTip(accessibleName);
    box->view()->setAccessibleName(accessibleName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMaximumWidth(box->fontMetrics().averageCharWidth() * 36);
    layout()->addWidget(box);
    return box;
}

QToolButton* StatisticsControls::createButton(
    const QString& name, const QString& text, const QString& toolTip)
{
    auto* const button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(text);
    button->setAccessibleDescription(toolTip);
    button->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(button);
    return button;
}

void StatisticsControls::fillBoxes()
{
    m_chart->addItems({tr("Requests per second"), tr("Hit ratio"), tr("Misses by reason"), tr("Latency"),
        tr("Memory by table"), tr("Time to live"), tr("Age against hits"), tr("Time saved by query"),
        tr("Comparison of A and B")});
    m_period->addItems({tr("Since start"), tr("Since reset"), tr("Last minute"), tr("Last 5 minutes"),
        tr("Last 15 minutes")});
    m_database->addItem(tr("All connections"));
    m_table->addItem(tr("All tables"));
    m_technique->addItems({tr("All techniques"), tr("off"), tr("all"), tr("individual")});
    m_split->addItems({tr("In one"), tr("By connection"), tr("By table"), tr("By technique")});
}

void StatisticsControls::createButtons()
{
    const QToolButton* const reset = createButton(QStringLiteral("statisticsReset"), tr("Reset"),
        tr("Let \"since reset\" begin now; the counters of the cache go on"));
    connect(reset, &QToolButton::clicked, this, &StatisticsControls::resetRequested);
    connect(reset, &QToolButton::clicked, m_period,
        [this] { m_period->setCurrentIndex(int(EventFigures::Period::SinceReset)); });
    const QToolButton* const first = createButton(
        QStringLiteral("snapshotA"), tr("Take A"), tr("Note the figures as A, to compare them later"));
    connect(first, &QToolButton::clicked, this, [this] { Q_EMIT snapshotRequested(false); });
    const QToolButton* const second = createButton(
        QStringLiteral("snapshotB"), tr("Take B"), tr("Note the figures as B, and compare them with A"));
    connect(second, &QToolButton::clicked, this, [this] { Q_EMIT snapshotRequested(true); });
    QToolButton* const numbers = createButton(
        QStringLiteral("showNumbers"), tr("Show numbers"), tr("Show the chart as a table of its numbers"));
    numbers->setCheckable(true);
    connect(numbers, &QToolButton::toggled, this, &StatisticsControls::numbersToggled);
    const QToolButton* const save = createButton(QStringLiteral("exportChart"), tr("Export…"),
        tr("Save the chart as PNG or SVG, or its numbers as CSV"));
    connect(save, &QToolButton::clicked, this, &StatisticsControls::exportRequested);
}

} // namespace larder
