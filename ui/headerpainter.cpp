#include "ui/headerpainter.h"

#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QWidget>

namespace larder {

namespace {

constexpr int kMarkGap = 4;
constexpr int kRankGap = 2;

} // namespace

void HeaderPainter::paint(QPainter& painter, const HeaderSection& section, QStyleOptionHeader option) const
{
    describe(option, section);
    const QStyle& style = *m_header.style();
    const int margin = style.pixelMetric(QStyle::PM_HeaderMargin, nullptr, &m_header);
    int room = option.rect.width() - 2 * margin;
    if (section.order)
        room -= markWidth() + rankWidth(section.rank);
    if (!option.icon.isNull())
        room -= margin + style.pixelMetric(QStyle::PM_SmallIconSize, nullptr, &m_header);
    option.text = option.fontMetrics.elidedText(option.text, Qt::ElideRight, room);
    // QCommonStyle leaves an empty clip behind where there was none.
    painter.save();
    style.drawControl(QStyle::CE_Header, &option, &painter, &m_header);
    painter.restore();
    if (section.order && section.rank > 0)
        paintRank(painter, section.rank, option);
}

int HeaderPainter::widthOf(const HeaderSection& section) const
{
    QStyleOptionHeader option = this->option();
    describe(option, section);
    const QSize size
        = m_header.style()->sizeFromContents(QStyle::CT_HeaderSection, &option, QSize(), &m_header);
    return size.width() + markWidth() + rankWidth(section.rank);
}

int HeaderPainter::height() const
{
    QStyleOptionHeader option = this->option();
    option.text = QStringLiteral("X");
    return m_header.style()->sizeFromContents(QStyle::CT_HeaderSection, &option, QSize(), &m_header).height();
}

QStyleOptionHeader HeaderPainter::option() const
{
    QStyleOptionHeader option;
    option.initFrom(&m_header);
    option.state &= ~QStyle::State_MouseOver;
    option.state |= QStyle::State_Horizontal;
    option.orientation = Qt::Horizontal;
    option.textAlignment = Qt::AlignLeft | Qt::AlignVCenter;
    return option;
}

void HeaderPainter::describe(QStyleOptionHeader& option, const HeaderSection& section) const
{
    option.text = section.name;
    if (section.refers) {
        if (m_reference.isNull())
            m_reference = QIcon(QStringLiteral(":/larder/icons/reference.svg"));
        option.icon = m_reference;
    }
    if (section.order) {
        option.sortIndicator = *section.order == Qt::AscendingOrder ? QStyleOptionHeader::SortDown
                                                                    : QStyleOptionHeader::SortUp;
    }
}

void HeaderPainter::paintRank(QPainter& painter, int rank, const QStyleOptionHeader& option) const
{
    const QRect arrow = m_header.style()->subElementRect(QStyle::SE_HeaderArrow, &option, &m_header);
    const int width = rankWidth(rank);
    QRect area(arrow.left() - width, option.rect.top(), width, option.rect.height());
    if (option.direction == Qt::RightToLeft)
        area.moveLeft(arrow.right() + 1 + kRankGap);
    painter.save();
    painter.setFont(rankFont());
    painter.setPen(option.palette.color(QPalette::ButtonText));
    painter.drawText(
        area, int(Qt::AlignLeft | Qt::AlignVCenter | Qt::AlignAbsolute), QLocale().toString(rank));
    painter.restore();
}

QFont HeaderPainter::rankFont() const
{
    constexpr double kShare = 0.8;
    QFont font = m_header.font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * kShare);
    else
        font.setPixelSize(int(font.pixelSize() * kShare));
    return font;
}

int HeaderPainter::rankWidth(int rank) const
{
    return rank == 0 ? 0 : QFontMetrics(rankFont()).horizontalAdvance(QLocale().toString(rank)) + kRankGap;
}

int HeaderPainter::markWidth() const
{
    return m_header.style()->pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, &m_header) + kMarkGap;
}

} // namespace larder
