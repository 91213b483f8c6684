#include "ui/inspector/chartpane.h"

#include "ui/inspector/numberstable.h"
#include "ui/inspector/tablechart.h"
#include "ui/inspector/treemapview.h"

#include <QBuffer>
#include <QDir>
#include <QLabel>
#include <QPainter>
#include <QSaveFile>
#include <QStackedWidget>
#include <QSvgGenerator>
#include <QVBoxLayout>

namespace larder {

ChartPane::ChartPane(QWidget* parent)
    : QWidget(parent)
    , m_note(new QLabel(this))
    , m_pages(new QStackedWidget(this))
    , m_chart(new TableChart)
    , m_areas(new TreemapView)
    , m_table(new NumbersTable(m_numbers, QStringLiteral("chartNumbers")))
{
    m_table->setAccessibleName(tr("Numbers of the chart"));
    m_note->setObjectName(QStringLiteral("chartNote"));
    m_note->setWordWrap(true);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_pages->addWidget(m_chart);
    m_pages->addWidget(m_areas);
    m_pages->addWidget(m_table);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_note);
    layout->addWidget(m_pages, 1);
}

void ChartPane::setTable(const ChartTable& table)
{
    if (table.title != m_numbers.table().title)
        m_message.clear();
    m_numbers.setTable(table);
    update();
}

void ChartPane::say(const QString& message)
{
    m_message = message;
    update();
}

void ChartPane::showNumbers(bool shown)
{
    m_showsNumbers = shown;
    update();
}

std::optional<Error> ChartPane::save(const QString& path) const
{
    QByteArray content;
    if (path.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive))
        content = chartCsv(m_numbers.table());
    else if (path.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive))
        content = svg();
    else
        content = png();
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        return std::nullopt;
    return Error{tr("The chart could not be saved to %1").arg(QDir::toNativeSeparators(path)),
        file.errorString(), tr("Choose another folder, or make room there.")};
}

void ChartPane::update()
{
    const ChartTable& table = m_numbers.table();
    m_note->setText(m_message.isEmpty() ? table.note : m_message);
    m_note->setAccessibleName(tr("About the chart"));
    m_note->setVisible(!m_note->text().isEmpty());
    m_table->setAccessibleName(table.title);
    const bool isAreas = table.shape == ChartTable::Shape::Areas;
    if (m_showsNumbers || table.shape == ChartTable::Shape::Figures) {
        m_pages->setCurrentWidget(m_table);
    } else if (isAreas) {
        m_areas->setTable(table);
        m_pages->setCurrentWidget(m_areas);
    } else {
        m_chart->setTable(table);
        m_pages->setCurrentWidget(m_chart);
    }
    setFocusProxy(m_pages->currentWidget());
}

QByteArray ChartPane::svg() const
{
    QBuffer buffer;
    QSvgGenerator generator;
    const QSize size = pictureSize();
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setTitle(m_numbers.table().title);
    QPainter painter(&generator);
    paintTo(painter, size);
    painter.end();
    return buffer.data();
}

QByteArray ChartPane::png() const
{
    constexpr int kScale = 2;
    QImage image(pictureSize() * kScale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(kScale);
    image.fill(palette().color(QPalette::Base));
    QPainter painter(&image);
    paintTo(painter, pictureSize());
    painter.end();
    QBuffer buffer;
    image.save(&buffer, "PNG");
    return buffer.data();
}

void ChartPane::paintTo(QPainter& painter, const QSize& size) const
{
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::Text));
    const QRectF title(0, 0, size.width(), titleHeight());
    painter.drawText(title, Qt::AlignCenter, m_numbers.table().title);
    painter.setFont(font());
    const QRectF area(QPointF(0, titleHeight()), m_pages->size());
    if (m_pages->currentWidget() == m_areas)
        m_areas->paintTo(painter, area);
    else if (m_pages->currentWidget() == m_chart)
        m_chart->render(&painter, area);
    else
        m_table->render(&painter, area.topLeft().toPoint());
}

// On screen the title stands in the list beside the chart.
int ChartPane::titleHeight() const
{
    return 2 * fontMetrics().height();
}

QSize ChartPane::pictureSize() const
{
    return m_pages->size() + QSize(0, titleHeight());
}

} // namespace larder
