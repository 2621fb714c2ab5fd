# One image for the four services and the command line: `docker run kohtaanto run matcher`.
FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements.lock ./
RUN python -m venv /opt/kohtaanto && /opt/kohtaanto/bin/pip install --no-cache-dir -r requirements.lock
COPY pyproject.toml README.md ./
COPY kohtaanto kohtaanto
COPY services services
COPY shared shared
COPY examples examples
RUN /opt/kohtaanto/bin/pip install --no-cache-dir --no-deps .

FROM python:3.12-slim
RUN useradd --system --uid 10001 kohtaanto
COPY --from=build /opt/kohtaanto /opt/kohtaanto
ENV PATH=/opt/kohtaanto/bin:$PATH PYTHONUNBUFFERED=1 KOHTAANTO_HOST=0.0.0.0
USER kohtaanto
ENTRYPOINT ["kohtaanto"]
CMD ["--help"]
