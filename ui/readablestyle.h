#pragma once

#include <QProxyStyle>

namespace larder {

/// The style of the desktop with what it lacks in dark themes: a contrast of at least 4.5 for texts that
/// stand in for others, and a frame around check boxes that is seen; and buttons of dialogs without icons.
class ReadableStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    /// On top of the style called @p name.
    explicit ReadableStyle(const QString& name);

    using QProxyStyle::polish;
    void polish(QPalette& palette) override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option = nullptr,
        const QWidget* widget = nullptr, QStyleHintReturn* returned = nullptr) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;
};

} // namespace larder
