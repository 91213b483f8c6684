#pragma once

#include "models/imagedecoder.h"

#include <QAbstractScrollArea>

namespace larder {

/// Shows an image, as a whole that fits or pixel by pixel. Paints only what is on screen.
class ImageView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit ImageView(QWidget* parent = nullptr);

    void setImage(const DecodedImage& image);
    /// Smaller than it is if it does not fit, but never larger; else each pixel is one of the screen.
    void setFitted(bool fitted);
    /// Where the image is painted, in the viewport.
    [[nodiscard]] QRect shownRect() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// In the widget's units, which on a fine screen are several pixels.
    [[nodiscard]] QSize fullSize() const;
    void fitScrollBars();

    DecodedImage m_image;
    bool m_fitted = true;
};

} // namespace larder
