"""`python -m kohtaanto` is `kohtaanto`."""

from kohtaanto.cli import main

if __name__ == "__main__":
    main()
