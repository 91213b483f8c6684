#include "ui/inspector/cachestatisticsdock.h"

#include "ui/inspector/chartpane.h"
#include "ui/inspector/numberstable.h"
#include "ui/inspector/statisticscontrols.h"

#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace larder {

CacheStatisticsDock::CacheStatisticsDock(QWidget* parent)
    : QDockWidget(tr("Cache statistics"), parent)
    , m_controls(new StatisticsControls)
    , m_chart(new ChartPane)
    , m_about(new QLabel)
{
    setObjectName(QStringLiteral("cacheStatisticsDock"));
    auto* const content = new QWidget;
    m_about->setObjectName(QStringLiteral("statisticsAbout"));
    m_about->setAccessibleName(tr("What is counted"));
    m_about->setTextFormat(Qt::PlainText);
    m_about->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_about->setMinimumHeight(m_controls->layout()->sizeHint().height());
    m_controls->layout()->addWidget(m_about);
    auto* const layout = new QVBoxLayout(content);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    layout->addWidget(m_controls);
    layout->addWidget(createSplitter(), 1);
    auto* const area = new QScrollArea(this);
    area->setAccessibleName(windowTitle());
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setWidget(content);
    setWidget(area);
    setFocusProxy(m_controls);
    connect(m_controls, &StatisticsControls::numbersToggled, m_chart, &ChartPane::showNumbers);
    connect(m_controls, &StatisticsControls::exportRequested, this, &CacheStatisticsDock::askAndSave);
}

QWidget* CacheStatisticsDock::createSplitter()
{
    const int charWidth = fontMetrics().averageCharWidth();
    auto* const figures = new NumbersTable(m_figures, QStringLiteral("cacheFigures"));
    figures->setAccessibleName(tr("Figures"));
    figures->setMinimumWidth(charWidth * 20);
    auto* const splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(figures);
    splitter->addWidget(m_chart);
    splitter->setSizes({charWidth * 42, charWidth * 120});
    splitter->setStretchFactor(1, 1);
    // Where there is little height, the chart keeps what it needs.
    splitter->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    splitter->setMinimumHeight(m_chart->minimumSizeHint().height());
    return splitter;
}

void CacheStatisticsDock::showFigures(const ChartTable& figures, const QString& about)
{
    m_figures.setTable(figures);
    m_about->setText(about);
}

void CacheStatisticsDock::showChart(const ChartTable& chart)
{
    m_chart->setTable(chart);
}

void CacheStatisticsDock::askAndSave()
{
    auto* const dialog = new QFileDialog(this, tr("Export the chart"),
        QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation),
        tr("PNG picture (*.png);;SVG picture (*.svg);;CSV numbers (*.csv)"));
    dialog->setObjectName(QStringLiteral("exportChartDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(QStringLiteral("cache-statistics.png"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        const qsizetype begin = filter.indexOf(QStringLiteral("(*.")) + 3;
        const QString suffix = filter.mid(begin, filter.indexOf(u')') - begin);
        dialog->setDefaultSuffix(suffix);
        dialog->selectFile(QStringLiteral("cache-statistics.") + suffix);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        const std::optional<Error> error = m_chart->save(path);
        m_chart->say(error ? errorText(*error) : tr("Saved to %1.").arg(QDir::toNativeSeparators(path)));
    });
    dialog->open();
}

} // namespace larder
